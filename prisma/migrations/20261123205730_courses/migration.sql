-- AlterTable
ALTER TABLE "course" ADD COLUMN     "edited_at" TIMESTAMPTZ(3),
ADD COLUMN     "edited_by" UUID,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'open';

-- AlterTable
ALTER TABLE "lesson" ADD COLUMN     "chapter_id" UUID,
ADD COLUMN     "indexed_as" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retired_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "lesson_study" ADD COLUMN     "offline_ms" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "section" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sections_read" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "version_id" UUID;

-- AlterTable
ALTER TABLE "lesson_version" ADD COLUMN     "topics" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "upload" ALTER COLUMN "owner_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "chapter" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "chapter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course_file" (
    "course_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "upload_id" UUID NOT NULL,
    "added_by" UUID,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "course_file_pkey" PRIMARY KEY ("course_id","name")
);

-- CreateTable
CREATE TABLE "lesson_save" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "author_id" UUID,
    "source" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lesson_save_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_comment" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" UUID,

    CONSTRAINT "review_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lesson_passage" (
    "lesson_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "grams" tsvector NOT NULL,

    CONSTRAINT "lesson_passage_pkey" PRIMARY KEY ("lesson_id","position")
);

-- CreateTable
CREATE TABLE "lesson_law" (
    "lesson_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "checked_on" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "lesson_law_pkey" PRIMARY KEY ("lesson_id","ref")
);

-- CreateTable
CREATE TABLE "reflection" (
    "person_id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reflection_pkey" PRIMARY KEY ("person_id","lesson_id","place")
);

-- CreateTable
CREATE TABLE "discussion_post" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,
    "hidden_at" TIMESTAMPTZ(3),
    "hidden_by" UUID,

    CONSTRAINT "discussion_post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offline_study" (
    "person_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "lesson_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "told_ms" INTEGER NOT NULL DEFAULT 0,
    "credited_ms" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offline_study_pkey" PRIMARY KEY ("person_id","key")
);

-- CreateTable
CREATE TABLE "study_gap" (
    "person_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "study_gap_pkey" PRIMARY KEY ("person_id","starts_at")
);

-- CreateTable
CREATE TABLE "course_certificate" (
    "number" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "versions" JSONB NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" UUID,
    "revoke_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "course_certificate_pkey" PRIMARY KEY ("number")
);

-- CreateIndex
CREATE INDEX "chapter_course_id_idx" ON "chapter"("course_id");

-- CreateIndex
CREATE INDEX "course_file_upload_id_idx" ON "course_file"("upload_id");

-- CreateIndex
CREATE UNIQUE INDEX "lesson_save_version_id_revision_key" ON "lesson_save"("version_id", "revision");

-- CreateIndex
CREATE INDEX "review_comment_version_id_idx" ON "review_comment"("version_id");

-- CreateIndex
CREATE INDEX "lesson_passage_grams_idx" ON "lesson_passage" USING GIN ("grams");

-- CreateIndex
CREATE INDEX "lesson_law_valid_until_idx" ON "lesson_law"("valid_until");

-- CreateIndex
CREATE INDEX "discussion_post_lesson_id_place_posted_at_idx" ON "discussion_post"("lesson_id", "place", "posted_at");

-- CreateIndex
CREATE UNIQUE INDEX "course_certificate_person_id_course_id_key" ON "course_certificate"("person_id", "course_id");

-- AddForeignKey
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_chapter_id_fkey" FOREIGN KEY ("chapter_id") REFERENCES "chapter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_study" ADD CONSTRAINT "lesson_study_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "lesson_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chapter" ADD CONSTRAINT "chapter_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_file" ADD CONSTRAINT "course_file_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_save" ADD CONSTRAINT "lesson_save_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "lesson_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_comment" ADD CONSTRAINT "review_comment_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "lesson_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_passage" ADD CONSTRAINT "lesson_passage_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_law" ADD CONSTRAINT "lesson_law_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reflection" ADD CONSTRAINT "reflection_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discussion_post" ADD CONSTRAINT "discussion_post_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_certificate" ADD CONSTRAINT "course_certificate_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here.
UPDATE "lesson_study" s SET "version_id" = l."published_version_id" FROM "lesson" l WHERE l."id" = s."lesson_id";

ALTER TABLE "course" ADD CONSTRAINT "course_state" CHECK ("state" IN ('draft', 'open', 'retired'));
ALTER TABLE "offline_study" ADD CONSTRAINT "offline_study_credit" CHECK ("credited_ms" BETWEEN 0 AND "told_ms");
ALTER TABLE "study_gap" ADD CONSTRAINT "study_gap_length" CHECK ("ends_at" > "starts_at");
ALTER TABLE "lesson_study" ADD CONSTRAINT "lesson_study_offline" CHECK ("offline_ms" BETWEEN 0 AND "studied_ms");
ALTER TABLE "course_certificate" ADD CONSTRAINT "course_certificate_revoked" CHECK ("revoked_at" IS NULL OR "revoke_reason" <> '');

-- A published version keeps its topics too.
create or replace function refuse_published_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (new.id, new.lesson_id, new.number, new.title, new.minutes, new.topics, new.source, new.source_hash, new.state, new.published_at)
      is not distinct from
      (old.id, old.lesson_id, old.number, old.title, old.minutes, old.topics, old.source, old.source_hash, old.state, old.published_at)
    then return new; end if;
  end if;
  raise exception 'lesson_version % is published: % is refused, write the next version', old.id, lower(tg_op);
end $$;

SELECT pgboss.create_queue('index-lessons', '{"policy":"short","retryLimit":5,"retryDelay":10,"retryBackoff":true,"expireInSeconds":600}');
