import { randomBytes } from "node:crypto";
import { civilDate, dbDate, yearOf } from "~/lib/dates";
import type { Prisma } from "~/platform/generated/prisma/client";
import { db, type Tx } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { certificateNumber } from "./rules/certificate-number";
import { completionEvidence } from "./schema";

interface Completed {
  personId: string;
  courseId: string;
  minutes: number;
  completedAt: Date;
  /** As `course_completion` keeps it. */
  evidence: unknown;
}

const chance = () => randomBytes(8);

/** Gives the certificate of a completed course and returns its number; the one that is there already, if any. */
export async function issueCertificate(
  tx: Tx,
  completed: Completed,
  draw: () => Uint8Array = chance,
): Promise<string> {
  const { personId, courseId } = completed;
  const { title } = await tx.course.findUniqueOrThrow({ where: { id: courseId }, select: { title: true } });
  for (;;) {
    const data = certificateRow({ ...completed, title }, draw());
    const { count } = await tx.courseCertificate.createMany({ data, skipDuplicates: true });
    if (count === 1) return data.number;
    // Either this completion has one, or somebody else's has just this number.
    const where = { personId_courseId: { personId, courseId } };
    const known = await tx.courseCertificate.findUnique({ where, select: { number: true } });
    if (known) return known.number;
  }
}

/** The row of a certificate; `random` are eight bytes. */
export function certificateRow(completed: Completed & { title: string }, random: Uint8Array) {
  const { personId, courseId, title, minutes, completedAt, evidence } = completed;
  return {
    number: certificateNumber(yearOf(civilDate(completedAt)), random),
    ...{ personId, courseId, title, minutes },
    versions: completionEvidence.parse(evidence).lessons,
    issuedAt: completedAt,
  } satisfies Prisma.CourseCertificateCreateManyInput;
}

/** Gives courses that were completed before there were certificates theirs. Returns how many. */
export async function certifyCompletions(): Promise<number> {
  let given = 0;
  for (;;) {
    const waiting = await db().$queryRaw<(Completed & { title: string })[]>`
      select c.person_id::text as "personId", c.course_id::text as "courseId", c.minutes,
             c.completed_at as "completedAt", c.evidence, course.title
      from course_completion c join course on course.id = c.course_id
      where not exists (
        select 1 from course_certificate k where k.person_id = c.person_id and k.course_id = c.course_id)
      limit 500`;
    if (waiting.length === 0) return given;
    const data = waiting.map((completed) => certificateRow(completed, chance()));
    // Another process may give them too: whoever is second gives none.
    given += (await transact((tx) => tx.courseCertificate.createMany({ data, skipDuplicates: true }))).count;
  }
}

export interface OwnCertificate {
  number: string;
  title: string;
  titleEn: string;
  partner: { name: string; nameEn: string };
  minutes: number;
  /** "YYYY-MM-DD". */
  issuedOn: string;
  revokedOn: string | null;
}

/** The certificates of somebody, newest first. */
export async function certificatesOf(personId: string): Promise<OwnCertificate[]> {
  const rows = await db().courseCertificate.findMany({
    where: { personId },
    orderBy: [{ issuedAt: "desc" }, { number: "asc" }],
    include: { course: { select: { titleEn: true, partner: true } } },
  });
  return rows.map(({ number, title, minutes, issuedAt, revokedAt, course: { titleEn, partner } }) => ({
    ...{ number, title, titleEn, minutes },
    partner: { name: partner.name, nameEn: partner.nameEn },
    issuedOn: civilDate(issuedAt),
    revokedOn: revokedAt && civilDate(revokedAt),
  }));
}

/** The number of somebody's certificate of a course; null without one that holds. */
export async function certificateOfCourse(personId: string, courseSlug: string): Promise<string | null> {
  const where = { personId, revokedAt: null, course: { slug: courseSlug } };
  return (await db().courseCertificate.findFirst({ where, select: { number: true } }))?.number ?? null;
}

/** All that stands on a certificate. */
export interface CertificateSheet {
  number: string;
  personId: string;
  name: string;
  /** Whether the identity was erased: `name` then says so. */
  isErased: boolean;
  /** The unit in which the person worked on the day of issue, as it was called then; null without a post. */
  unit: { name: string; nameEn: string } | null;
  courseId: string;
  course: string;
  title: string;
  titleEn: string;
  partner: { name: string; nameEn: string };
  partnerPart: string;
  minutes: number;
  /** In the order of the course. */
  versions: { lesson: string; version: number }[];
  issuedAt: Date;
  revokedAt: Date | null;
  revokeReason: string;
}

/** A certificate by its number in canonical form, whosever it is; null when there is none. */
export async function certificateSheet(number: string): Promise<CertificateSheet | null> {
  const row = await db().courseCertificate.findUnique({
    where: { number },
    include: { course: { include: { partner: true } } },
  });
  if (!row) return null;
  const { course, versions, ...kept } = row;
  const [person, unit] = await Promise.all([
    db().person.findUniqueOrThrow({
      where: { id: row.personId },
      select: { name: true, erasedAt: true },
    }),
    unitThen(row.personId, dbDate(civilDate(row.issuedAt))),
  ]);
  return {
    ...{
      number: kept.number,
      personId: kept.personId,
      name: person.name,
      isErased: person.erasedAt !== null,
    },
    unit,
    ...{ courseId: course.id, course: course.slug, title: kept.title, titleEn: course.titleEn },
    partner: { name: course.partner.name, nameEn: course.partner.nameEn },
    // It stands within brackets.
    partnerPart: course.partnerPart.replace(/[。.]$/, ""),
    minutes: kept.minutes,
    versions: completionEvidence.shape.lessons.parse(versions),
    ...{ issuedAt: kept.issuedAt, revokedAt: kept.revokedAt, revokeReason: kept.revokeReason },
  };
}

/** Where somebody worked on a day, else last, else first; under the unit's name of that day. */
async function unitThen(personId: string, day: Date): Promise<CertificateSheet["unit"]> {
  const [unit] = await db().$queryRaw<{ name: string; nameEn: string }[]>`
    select coalesce(v.name, unit.name) as name, coalesce(v.name_en, unit.name_en) as "nameEn"
    from (select unit_id from post where person_id = ${personId}::uuid
          order by starts_on <= ${day}::date desc, abs(starts_on - ${day}::date) limit 1) placed
    join unit on unit.id = placed.unit_id
    left join lateral (select name, name_en from unit_version where unit_id = unit.id
                       order by starts_on <= ${day}::date desc, abs(starts_on - ${day}::date) limit 1) v on true`;
  return unit ?? null;
}

/** Takes a certificate back; false when it was taken back before. */
export async function revokeCertificate(
  tx: Tx,
  number: string,
  revoked: { by: string; reason: string; at: Date },
): Promise<boolean> {
  const { by, reason, at } = revoked;
  const data = { revokedAt: at, revokedBy: by, revokeReason: reason };
  return (await tx.courseCertificate.updateMany({ where: { number, revokedAt: null }, data })).count === 1;
}

/** The key under which the hours and the points of a completed course were given. */
export function completionKey({ courseId, personId }: { courseId: string; personId: string }): string {
  return `course:${courseId}:${personId}`;
}
