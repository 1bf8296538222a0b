import { readCertificateNumber } from "~/features/courses/rules/certificate-number";
import { civilDate, dbDate } from "~/lib/dates";
import { Prisma } from "~/platform/generated/prisma/client";
import { db } from "~/platform/store.server";
import { certificatesOnPage, type CertificateSearch } from "./rules/certificate-search";

export interface CertificateRow {
  number: string;
  personId: string;
  name: string;
  /** Empty when the account is gone. */
  employeeNo: string;
  /** Where the person works today, else worked last. */
  unit: string;
  unitEn: string;
  title: string;
  titleEn: string;
  partner: string;
  partnerEn: string;
  minutes: number;
  issuedAt: Date;
  revokedAt: Date | null;
  revokeReason: string;
}

/** Certificates of the people of these units: one page of those that a search finds, and how many there are. */
export async function listCertificates(
  search: CertificateSearch,
  units: readonly string[],
  now: Date,
): Promise<{ total: number; page: number; rows: CertificateRow[] }> {
  const found = from(search, units, now);
  const [counted] = await db().$queryRaw<{ total: number }[]>`select count(*)::int as total ${found}`;
  const total = counted?.total ?? 0;
  // A page that was there once, of a list that has become shorter since, is the first one.
  const page = (search.page - 1) * certificatesOnPage < total ? search.page : 1;
  const rows = await read(
    found,
    search,
    Prisma.sql`limit ${certificatesOnPage} offset ${(page - 1) * certificatesOnPage}`,
  );
  return { total, page, rows };
}

/** All of them, for an export. */
export async function allCertificates(
  search: CertificateSearch,
  units: readonly string[],
  now: Date,
): Promise<CertificateRow[]> {
  return read(from(search, units, now), search, Prisma.empty);
}

/** Courses of which somebody in these units has a certificate. */
export async function certifiedCourses(units: readonly string[], now: Date) {
  return db().$queryRaw<{ slug: string; title: string; titleEn: string }[]>`
    select distinct course.slug, course.title, course.title_en as "titleEn"
    ${from({ q: "", state: "all", course: "" }, units, now)} order by course.title`;
}

function read(found: Prisma.Sql, search: CertificateSearch, slice: Prisma.Sql): Promise<CertificateRow[]> {
  return db().$queryRaw<CertificateRow[]>`
    select c.number, c.person_id::text as "personId", person.name, coalesce(account.employee_no, '') as "employeeNo",
           unit.name as unit, unit.name_en as "unitEn", c.title, course.title_en as "titleEn",
           partner.name as partner, partner.name_en as "partnerEn", c.minutes, c.issued_at as "issuedAt",
           c.revoked_at as "revokedAt", c.revoke_reason as "revokeReason"
    ${found} order by ${order(search)} ${slice}`;
}

function order({ sort, direction }: CertificateSearch): Prisma.Sql {
  const columns = {
    issuedOn: Prisma.sql`c.issued_at`,
    number: Prisma.sql`c.number`,
    name: Prisma.sql`person.name`,
    minutes: Prisma.sql`c.minutes`,
  };
  return Prisma.sql`${columns[sort]} ${direction === "asc" ? Prisma.sql`asc` : Prisma.sql`desc`}, c.number`;
}

/** `from` and `where`; who belongs to the units is measured as in the list of people. */
function from(
  { q, state, course }: Pick<CertificateSearch, "q" | "state" | "course">,
  units: readonly string[],
  now: Date,
): Prisma.Sql {
  const day = dbDate(civilDate(now));
  const all = [Prisma.sql`placed.unit_id = any(${[...units]}::uuid[])`];
  const number = readCertificateNumber(q);
  if (number) all.push(Prisma.sql`c.number = ${number}`);
  else
    for (const word of q.split(/\s+/).filter(Boolean)) {
      const like = `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
      all.push(Prisma.sql`(c.number ilike ${like} or person.name ilike ${like} or account.employee_no ilike ${like}
        or c.title ilike ${like} or course.title_en ilike ${like})`);
    }
  if (state !== "all") all.push(Prisma.sql`(c.revoked_at is null) = ${state === "valid"}`);
  if (course) all.push(Prisma.sql`course.slug = ${course}`);
  return Prisma.sql`
    from course_certificate c
    join course on course.id = c.course_id
    join unit partner on partner.id = course.partner_id
    join person on person.id = c.person_id
    left join account on account.person_id = c.person_id
    join lateral (select unit_id from post where post.person_id = c.person_id
                  order by starts_on <= ${day}::date desc, abs(starts_on - ${day}::date) limit 1) placed on true
    join unit on unit.id = placed.unit_id
    where ${Prisma.join(all, " and ")}`;
}
