-- DropForeignKey
ALTER TABLE "training_session" DROP CONSTRAINT "training_session_trainer_id_fkey";

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "block_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "blocked_until" TIMESTAMPTZ(3),
ADD COLUMN     "password_set_at" TIMESTAMPTZ(3),
ADD COLUMN     "totp_cipher" TEXT,
ADD COLUMN     "totp_confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "totp_step" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "mac" TEXT;

-- AlterTable
ALTER TABLE "certificate" ADD COLUMN     "title" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "secret_cipher" TEXT;

-- AlterTable
ALTER TABLE "ledger_entry" ADD COLUMN     "mac" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "born_on" DATE,
ADD COLUMN     "email" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "erased_at" TIMESTAMPTZ(3),
ADD COLUMN     "gender" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "leave_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "legal_hold" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "phone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "registration" ADD COLUMN     "number" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "device" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "pending" TEXT,
ADD COLUMN     "seen_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "training_session" ALTER COLUMN "trainer_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "actor_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'tried',
    "payload" TEXT,
    "summary" JSONB,
    "taken_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_version" (
    "unit_id" UUID NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "parent_id" UUID,

    CONSTRAINT "unit_version_pkey" PRIMARY KEY ("unit_id","starts_on")
);

-- CreateTable
CREATE TABLE "education" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "degree" TEXT NOT NULL DEFAULT '',
    "school" TEXT NOT NULL,
    "major" TEXT NOT NULL DEFAULT '',
    "is_social_work" BOOLEAN NOT NULL,
    "full_time" BOOLEAN NOT NULL,
    "started_on" DATE,
    "graduated_on" DATE NOT NULL,

    CONSTRAINT "education_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_period" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "employer" TEXT NOT NULL,
    "duties" TEXT NOT NULL DEFAULT '',
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,

    CONSTRAINT "work_period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appraisal" (
    "person_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "grade" TEXT NOT NULL,

    CONSTRAINT "appraisal_pkey" PRIMARY KEY ("person_id","year")
);

-- CreateTable
CREATE TABLE "person_secret" (
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "cipher" TEXT NOT NULL,
    "lookup" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_secret_pkey" PRIMARY KEY ("person_id","kind")
);

-- CreateTable
CREATE TABLE "correction_request" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "wanted" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "correction_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_history" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_link" (
    "id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "account_id" UUID,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "signed_on" DATE NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "ended_on" DATE,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_teacher" (
    "id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "field" TEXT NOT NULL DEFAULT '',
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,

    CONSTRAINT "partner_teacher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practice_base" (
    "id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "field" TEXT NOT NULL DEFAULT '',
    "places" INTEGER NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,

    CONSTRAINT "practice_base_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seal" (
    "log" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "ranges" JSONB NOT NULL,
    "count" INTEGER NOT NULL,
    "digests" TEXT NOT NULL,
    "reach" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seal_pkey" PRIMARY KEY ("log","number")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "mime" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload_use" (
    "upload_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,

    CONSTRAINT "upload_use_pkey" PRIMARY KEY ("upload_id","subject")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "link" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_delivery" (
    "notification_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "notification_delivery_pkey" PRIMARY KEY ("notification_id","channel")
);

-- CreateTable
CREATE TABLE "notification_setting" (
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "wanted" BOOLEAN NOT NULL,

    CONSTRAINT "notification_setting_pkey" PRIMARY KEY ("person_id","kind","channel")
);

-- CreateTable
CREATE TABLE "robot" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key_cipher" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "robot_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE INDEX "audit_event_action_seq_idx" ON "audit_event"("action", "seq");

-- CreateIndex
CREATE INDEX "audit_event_request_id_idx" ON "audit_event"("request_id");

-- CreateIndex
CREATE INDEX "import_run_actor_id_created_at_idx" ON "import_run"("actor_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "education_person_id_level_school_graduated_on_key" ON "education"("person_id", "level", "school", "graduated_on");

-- CreateIndex
CREATE UNIQUE INDEX "work_period_person_id_starts_on_employer_key" ON "work_period"("person_id", "starts_on", "employer");

-- CreateIndex
CREATE UNIQUE INDEX "person_secret_kind_lookup_key" ON "person_secret"("kind", "lookup");

-- CreateIndex
CREATE INDEX "correction_request_person_id_idx" ON "correction_request"("person_id");

-- CreateIndex
CREATE INDEX "correction_request_state_created_at_idx" ON "correction_request"("state", "created_at");

-- CreateIndex
CREATE INDEX "password_history_account_id_set_at_idx" ON "password_history"("account_id", "set_at");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_account_id_hash_key" ON "recovery_code"("account_id", "hash");

-- CreateIndex
CREATE INDEX "account_link_account_id_idx" ON "account_link"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_number_key" ON "agreement"("number");

-- CreateIndex
CREATE INDEX "agreement_partner_id_starts_on_idx" ON "agreement"("partner_id", "starts_on");

-- CreateIndex
CREATE INDEX "partner_teacher_partner_id_idx" ON "partner_teacher"("partner_id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_teacher_partner_id_person_id_key" ON "partner_teacher"("partner_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "practice_base_partner_id_unit_id_name_key" ON "practice_base"("partner_id", "unit_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_name_key" ON "api_token"("name");

-- CreateIndex
CREATE INDEX "upload_sha256_idx" ON "upload"("sha256");

-- CreateIndex
CREATE INDEX "upload_use_subject_idx" ON "upload_use"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "notification_key_key" ON "notification"("key");

-- CreateIndex
CREATE INDEX "notification_person_id_created_at_idx" ON "notification"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "notification_delivery_state_idx" ON "notification_delivery"("state");

-- AddForeignKey
ALTER TABLE "unit_version" ADD CONSTRAINT "unit_version_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "education" ADD CONSTRAINT "education_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_period" ADD CONSTRAINT "work_period_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appraisal" ADD CONSTRAINT "appraisal_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_secret" ADD CONSTRAINT "person_secret_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_history" ADD CONSTRAINT "password_history_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("person_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("person_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("person_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_teacher" ADD CONSTRAINT "partner_teacher_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_teacher" ADD CONSTRAINT "partner_teacher_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice_base" ADD CONSTRAINT "practice_base_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice_base" ADD CONSTRAINT "practice_base_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload_use" ADD CONSTRAINT "upload_use_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_session" ADD CONSTRAINT "training_session_trainer_id_fkey" FOREIGN KEY ("trainer_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What was known until now becomes each unit's first period.
INSERT INTO "unit_version" ("unit_id", "starts_on", "ends_on", "name", "name_en", "parent_id")
  SELECT "id", "opened_on", "closed_on", "name", "name_en", "parent_id" FROM "unit";

UPDATE "account" SET "password_set_at" = current_timestamp WHERE "password_hash" IS NOT NULL;

-- Periods end after they begin, and nobody has two open posts.
ALTER TABLE "unit_version" ADD CONSTRAINT "unit_version_period" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "post" ADD CONSTRAINT "post_period" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "work_period" ADD CONSTRAINT "work_period_period" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_period" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "practice_base" ADD CONSTRAINT "practice_base_places" CHECK ("places" > 0);
CREATE UNIQUE INDEX "unit_version_open" ON "unit_version"("unit_id") WHERE "ends_on" IS NULL;
CREATE UNIQUE INDEX "post_open" ON "post"("person_id") WHERE "ends_on" IS NULL;

-- One open request for each thing that is wrong, however often it is sent.
CREATE UNIQUE INDEX "correction_request_open" ON "correction_request"("person_id", "field") WHERE "state" = 'open';

-- The three administrators (三员) are three people.
CREATE UNIQUE INDEX "role_grant_one_office" ON "role_grant"("person_id")
  WHERE "role" IN ('system-admin', 'security-admin', 'auditor') AND "ended_at" IS NULL;

create trigger append_only before update or delete or truncate on "seal"
  for each statement execute function refuse_change();

-- The schema of pg-boss 10.4.2, as PgBoss.getConstructionPlans() writes it: version 24. A release with another one
-- needs a migration here (PgBoss.getMigrationPlans()).
CREATE SCHEMA IF NOT EXISTS pgboss;

CREATE TYPE pgboss.job_state AS ENUM (
  'created',
  'retry',
  'active',
  'completed',
  'cancelled',
  'failed'
);

CREATE TABLE pgboss.version (
  version int primary key,
  maintained_on timestamp with time zone,
  cron_on timestamp with time zone,
  monitored_on timestamp with time zone
);

CREATE TABLE pgboss.queue (
  name text,
  policy text,
  retry_limit int,
  retry_delay int,
  retry_backoff bool,
  expire_seconds int,
  retention_minutes int,
  dead_letter text REFERENCES pgboss.queue (name),
  partition_name text,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE pgboss.schedule (
  name text REFERENCES pgboss.queue ON DELETE CASCADE,
  cron text not null,
  timezone text,
  data jsonb,
  options jsonb,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE pgboss.subscription (
  event text not null,
  name text not null REFERENCES pgboss.queue ON DELETE CASCADE,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY(event, name)
);

CREATE TABLE pgboss.job (
  id uuid not null default gen_random_uuid(),
  name text not null,
  priority integer not null default(0),
  data jsonb,
  state pgboss.job_state not null default('created'),
  retry_limit integer not null default(2),
  retry_count integer not null default(0),
  retry_delay integer not null default(0),
  retry_backoff boolean not null default false,
  start_after timestamp with time zone not null default now(),
  started_on timestamp with time zone,
  singleton_key text,
  singleton_on timestamp without time zone,
  expire_in interval not null default interval '15 minutes',
  created_on timestamp with time zone not null default now(),
  completed_on timestamp with time zone,
  keep_until timestamp with time zone NOT NULL default now() + interval '14 days',
  output jsonb,
  dead_letter text,
  policy text
) PARTITION BY LIST (name);
ALTER TABLE pgboss.job ADD PRIMARY KEY (name, id);
CREATE TABLE pgboss.archive (LIKE pgboss.job);
ALTER TABLE pgboss.archive ADD PRIMARY KEY (name, id);
ALTER TABLE pgboss.archive ADD archived_on timestamptz NOT NULL DEFAULT now();
CREATE INDEX archive_i1 ON pgboss.archive(archived_on);

CREATE FUNCTION pgboss.create_queue(queue_name text, options json)
RETURNS VOID AS
$$
DECLARE
  table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
  queue_created_on timestamptz;
BEGIN

  WITH q as (
  INSERT INTO pgboss.queue (
    name,
    policy,
    retry_limit,
    retry_delay,
    retry_backoff,
    expire_seconds,
    retention_minutes,
    dead_letter,
    partition_name
  )
  VALUES (
    queue_name,
    options->>'policy',
    (options->>'retryLimit')::int,
    (options->>'retryDelay')::int,
    (options->>'retryBackoff')::bool,
    (options->>'expireInSeconds')::int,
    (options->>'retentionMinutes')::int,
    options->>'deadLetter',
    table_name
  )
  ON CONFLICT DO NOTHING
  RETURNING created_on
  )
  SELECT created_on into queue_created_on from q;

  IF queue_created_on IS NULL THEN
    RETURN;
  END IF;

  EXECUTE format('CREATE TABLE pgboss.%I (LIKE pgboss.job INCLUDING DEFAULTS)', table_name);

  EXECUTE format('ALTER TABLE pgboss.%1$I ADD PRIMARY KEY (name, id)', table_name);
  EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON pgboss.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON pgboss.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
  EXECUTE format('CREATE INDEX %1$s_i5 ON pgboss.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);

  EXECUTE format('ALTER TABLE pgboss.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
  EXECUTE format('ALTER TABLE pgboss.job ATTACH PARTITION pgboss.%I FOR VALUES IN (%L)', table_name, queue_name);
END;
$$
LANGUAGE plpgsql;

CREATE FUNCTION pgboss.delete_queue(queue_name text)
RETURNS VOID AS
$$
DECLARE
  table_name varchar;
BEGIN
  WITH deleted as (
    DELETE FROM pgboss.queue
    WHERE name = queue_name
    RETURNING partition_name
  )
  SELECT partition_name from deleted INTO table_name;

  EXECUTE format('DROP TABLE IF EXISTS pgboss.%I', table_name);
END;
$$
LANGUAGE plpgsql;
INSERT INTO pgboss.version(version) VALUES ('24');

-- The queues: a job waits once for each key, is tried again after 15 seconds and then ever later (up to about a day for
-- messages), and one whose worker died is given back after its expiry.
SELECT pgboss.create_queue('deliver', '{"policy":"short","retryLimit":14,"retryDelay":15,"retryBackoff":true,"expireInSeconds":120}');
SELECT pgboss.create_queue('seal-logs', '{"policy":"short","retryLimit":3,"retryDelay":5,"retryBackoff":true,"expireInSeconds":300}');
SELECT pgboss.create_queue('hourly', '{"policy":"short","retryLimit":3,"retryDelay":30,"retryBackoff":true,"expireInSeconds":900}');
SELECT pgboss.create_queue('daily', '{"policy":"short","retryLimit":5,"retryDelay":60,"retryBackoff":true,"expireInSeconds":3600}');
