-- CreateTable
CREATE TABLE "certificate" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration" (
    "id" UUID NOT NULL,
    "certificate_id" UUID NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,

    CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hour_credit" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "ended_on" DATE NOT NULL,
    "evidence" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hour_credit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "summary_en" TEXT NOT NULL,
    "partner_id" UUID NOT NULL,
    "partner_part" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lesson" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "published_version_id" UUID,

    CONSTRAINT "lesson_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lesson_version" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "source_hash" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "author_id" UUID,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "lesson_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_decision" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "compiled_lesson" (
    "hash" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "keys" JSONB NOT NULL,
    "compiled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "compiled_lesson_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "lesson_study" (
    "person_id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "studied_ms" INTEGER NOT NULL DEFAULT 0,
    "last_beat_at" TIMESTAMPTZ(3),
    "device_id" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "lesson_study_pkey" PRIMARY KEY ("person_id","lesson_id")
);

-- CreateTable
CREATE TABLE "check_answer" (
    "person_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "check_id" TEXT NOT NULL,
    "chosen" TEXT[],
    "right" BOOLEAN NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 1,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,
    "passed_at" TIMESTAMPTZ(3),

    CONSTRAINT "check_answer_pkey" PRIMARY KEY ("person_id","version_id","check_id")
);

-- CreateTable
CREATE TABLE "course_completion" (
    "person_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "minutes" INTEGER NOT NULL,
    "completed_at" TIMESTAMPTZ(3) NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "course_completion_pkey" PRIMARY KEY ("person_id","course_id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "pool" TEXT NOT NULL,
    "topic" TEXT NOT NULL,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_version" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "stem" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "answer" TEXT[],
    "explanation" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "question_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "paper" JSONB NOT NULL,
    "seed" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt_answer" (
    "attempt_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "chosen" TEXT[],
    "flagged" BOOLEAN NOT NULL DEFAULT false,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_answer_pkey" PRIMARY KEY ("attempt_id","position")
);

-- CreateTable
CREATE TABLE "attempt_score" (
    "attempt_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "half_marks" INTEGER NOT NULL,
    "max_half_marks" INTEGER NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "scored_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_score_pkey" PRIMARY KEY ("attempt_id","version")
);

-- CreateTable
CREATE TABLE "policy" (
    "version" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "document" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "incentive_event" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "occurred_on" DATE NOT NULL,
    "facts" JSONB NOT NULL,
    "evidence" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incentive_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "occurred_on" DATE NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,
    "policy_version" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "reversal_of" UUID,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "parent_id" UUID,
    "opened_on" DATE NOT NULL,
    "closed_on" DATE,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "joined_on" DATE NOT NULL,
    "left_on" DATE,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "person_id" UUID NOT NULL,
    "employee_no" TEXT NOT NULL,
    "password_hash" TEXT,
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "demo" BOOLEAN NOT NULL,
    "clock_offset_ms" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'done',
    "detail" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annual_plan" (
    "year" INTEGER NOT NULL,
    "sessions" INTEGER NOT NULL,
    "person_times" INTEGER NOT NULL,

    CONSTRAINT "annual_plan_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "training_session" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "venue" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "partner_id" UUID NOT NULL,
    "trainer_id" UUID NOT NULL,

    CONSTRAINT "training_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("session_id","person_id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "signed_in_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "certificate_number_key" ON "certificate"("number");

-- CreateIndex
CREATE INDEX "certificate_person_id_idx" ON "certificate"("person_id");

-- CreateIndex
CREATE INDEX "registration_ends_on_idx" ON "registration"("ends_on");

-- CreateIndex
CREATE UNIQUE INDEX "registration_certificate_id_starts_on_key" ON "registration"("certificate_id", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "hour_credit_key_key" ON "hour_credit"("key");

-- CreateIndex
CREATE INDEX "hour_credit_person_id_ended_on_idx" ON "hour_credit"("person_id", "ended_on");

-- CreateIndex
CREATE UNIQUE INDEX "course_slug_key" ON "course"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "lesson_published_version_id_key" ON "lesson"("published_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "lesson_course_id_slug_key" ON "lesson"("course_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "lesson_version_lesson_id_number_key" ON "lesson_version"("lesson_id", "number");

-- CreateIndex
CREATE INDEX "review_decision_version_id_idx" ON "review_decision"("version_id");

-- CreateIndex
CREATE UNIQUE INDEX "question_code_key" ON "question"("code");

-- CreateIndex
CREATE INDEX "question_topic_pool_idx" ON "question"("topic", "pool");

-- CreateIndex
CREATE UNIQUE INDEX "question_version_question_id_number_key" ON "question_version"("question_id", "number");

-- CreateIndex
CREATE INDEX "attempt_person_id_started_at_idx" ON "attempt"("person_id", "started_at");

-- CreateIndex
CREATE INDEX "incentive_event_person_id_occurred_on_idx" ON "incentive_event"("person_id", "occurred_on");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_seq_key" ON "ledger_entry"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_key_key" ON "ledger_entry"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_reversal_of_key" ON "ledger_entry"("reversal_of");

-- CreateIndex
CREATE INDEX "ledger_entry_person_id_kind_occurred_on_idx" ON "ledger_entry"("person_id", "kind", "occurred_on");

-- CreateIndex
CREATE INDEX "ledger_entry_kind_occurred_on_unit_id_idx" ON "ledger_entry"("kind", "occurred_on", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_code_key" ON "unit"("code");

-- CreateIndex
CREATE INDEX "unit_parent_id_idx" ON "unit"("parent_id");

-- CreateIndex
CREATE INDEX "post_person_id_starts_on_idx" ON "post"("person_id", "starts_on");

-- CreateIndex
CREATE INDEX "post_unit_id_idx" ON "post"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_employee_no_key" ON "account"("employee_no");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "session"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "role_grant_person_id_role_unit_id_key" ON "role_grant"("person_id", "role", "unit_id");

-- CreateIndex
CREATE INDEX "consent_person_id_purpose_idx" ON "consent"("person_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_seq_key" ON "audit_event"("seq");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_at_idx" ON "audit_event"("actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_event_subject_at_idx" ON "audit_event"("subject", "at");

-- CreateIndex
CREATE UNIQUE INDEX "training_session_code_key" ON "training_session"("code");

-- CreateIndex
CREATE INDEX "training_session_starts_at_idx" ON "training_session"("starts_at");

-- CreateIndex
CREATE INDEX "enrolment_person_id_idx" ON "enrolment"("person_id");

-- CreateIndex
CREATE INDEX "attendance_person_id_idx" ON "attendance"("person_id");

-- CreateIndex
CREATE INDEX "attendance_unit_id_idx" ON "attendance"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "attendance_session_id_person_id_key" ON "attendance"("session_id", "person_id");

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_published_version_id_fkey" FOREIGN KEY ("published_version_id") REFERENCES "lesson_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_version" ADD CONSTRAINT "lesson_version_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_decision" ADD CONSTRAINT "review_decision_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "lesson_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_study" ADD CONSTRAINT "lesson_study_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_answer" ADD CONSTRAINT "check_answer_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "lesson_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_completion" ADD CONSTRAINT "course_completion_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_version" ADD CONSTRAINT "question_version_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_answer" ADD CONSTRAINT "attempt_answer_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_score" ADD CONSTRAINT "attempt_score_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("person_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_session" ADD CONSTRAINT "training_session_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_session" ADD CONSTRAINT "training_session_trainer_id_fkey" FOREIGN KEY ("trainer_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "training_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "training_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here on: what the schema cannot say. The drift check does not see any of it.

-- Tables that only grow. One function serves them all.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused, post a new row that corrects the old one', tg_table_name, lower(tg_op);
end $$;

create trigger append_only before update or delete or truncate on "ledger_entry"
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on "audit_event"
  for each statement execute function refuse_change();

-- A published version is what learners studied and what their hours stand on.
create function refuse_published_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (new.id, new.lesson_id, new.number, new.title, new.minutes, new.source, new.source_hash, new.state, new.published_at)
      is not distinct from
      (old.id, old.lesson_id, old.number, old.title, old.minutes, old.source, old.source_hash, old.state, old.published_at)
    then return new; end if;
  end if;
  raise exception 'lesson_version % is published: % is refused, write the next version', old.id, lower(tg_op);
end $$;

create trigger published before update or delete on "lesson_version"
  for each row when (old.published_at is not null) execute function refuse_published_change();

alter table "ledger_entry"
  add constraint "ledger_entry_kind_check" check (kind in ('points', 'money')),
  add constraint "ledger_entry_amount_check" check (amount <> 0),
  add constraint "ledger_entry_reversal_check" check (reversal_of <> id);

-- Not a foreign key: the schema has none for this column, and rows never go.
create function require_reversed_entry() returns trigger language plpgsql as $$
begin
  if not exists (
    select from ledger_entry e
    where e.id = new.reversal_of and e.person_id = new.person_id and e.kind = new.kind and e.amount = -new.amount
  ) then
    raise exception 'ledger_entry % reverses no entry of the same person and kind with the opposite amount', new.id
      using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger reversal before insert on "ledger_entry"
  for each row when (new.reversal_of is not null) execute function require_reversed_entry();

alter table "lesson_version"
  add constraint "lesson_version_number_check" check (number > 0),
  add constraint "lesson_version_minutes_check" check (minutes > 0),
  add constraint "lesson_version_state_check" check (state in ('draft', 'in-review', 'changes-asked', 'published')),
  add constraint "lesson_version_published_check" check ((state = 'published') = (published_at is not null));

alter table "lesson_study" add constraint "lesson_study_studied_check" check (studied_ms >= 0);
alter table "course_completion" add constraint "course_completion_minutes_check" check (minutes >= 0);
alter table "check_answer" add constraint "check_answer_tries_check" check (tries > 0);

alter table "training_session"
  add constraint "training_session_time_check" check (ends_at > starts_at),
  add constraint "training_session_capacity_check" check (capacity >= 0),
  add constraint "training_session_minutes_check" check (minutes >= 0);
alter table "enrolment" add constraint "enrolment_state_check" check (state in ('seated', 'waiting', 'withdrawn'));
alter table "attendance" add constraint "attendance_minutes_check" check (minutes >= 0);

alter table "question_version" add constraint "question_version_number_check" check (number > 0);
alter table "attempt" add constraint "attempt_deadline_check" check (deadline_at > started_at);
alter table "attempt_answer" add constraint "attempt_answer_position_check" check (position >= 0);
alter table "attempt_score"
  add constraint "attempt_score_version_check" check (version > 0),
  add constraint "attempt_score_marks_check" check (half_marks between 0 and max_half_marks);

alter table "hour_credit" add constraint "hour_credit_minutes_check" check (minutes >= 0);
alter table "registration" add constraint "registration_period_check" check (ends_on > starts_on);
alter table "unit" add constraint "unit_period_check" check (closed_on >= opened_on);
alter table "person" add constraint "person_period_check" check (left_on >= joined_on);
alter table "post" add constraint "post_period_check" check (ends_on >= starts_on);
alter table "policy" add constraint "policy_period_check" check (effective_to >= effective_from);
alter table "installation" add constraint "installation_one_row_check" check (id = 1);
