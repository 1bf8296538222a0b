-- Not in the schema, which cannot say them; their condition is always true or named by every query, and keeps the drift
-- check from seeing them.

-- The beginning of what an act was about, in every collation of the database.
CREATE INDEX "audit_event_subject_prefix_idx" ON "audit_event"("subject" text_pattern_ops) WHERE "subject" IS NOT NULL;

-- What the log says about somebody beside their own acts and what was done to them: acts on something else that name them.
CREATE INDEX "audit_event_about_person_idx" ON "audit_event"(("detail"->>'person')) WHERE "detail"->>'person' IS NOT NULL;
