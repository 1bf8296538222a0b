import { addDays, shanghai } from "~/lib/dates";
import type { Prisma } from "~/platform/generated/prisma/client";
import { db } from "~/platform/store.server";
import type { AuditSearch } from "./rules/audit-search";

const pageSize = 50;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface AuditRow {
  id: string;
  seq: string;
  at: Date;
  actorId: string | null;
  action: string;
  subject: string;
  outcome: string;
  detail: Record<string, string | number | boolean | null>;
  requestId: string | null;
}

/** What ids stand for, as it is today: "王芳 W0001", "青松社区". An id without a name is somebody or something gone. */
export type Names = Record<string, string>;

type Found = Prisma.AuditEventGetPayload<object>;
const readRow = ({ seq, detail, mac: _, ...row }: Found): AuditRow => ({
  ...row,
  seq: String(seq),
  detail: detail as AuditRow["detail"],
});

/** A page of the log, newest first, and what the ids on it stand for. */
export async function auditTrail(search: AuditSearch) {
  const where = await whereOf(search);
  const before = search.before === null ? {} : { seq: { lt: BigInt(search.before) } };
  const rows = await db().auditEvent.findMany({
    where: { AND: [where, before] },
    orderBy: { seq: "desc" },
    take: pageSize + 1,
  });
  const shown = rows.slice(0, pageSize).map(readRow);
  return {
    rows: shown,
    names: await namesIn(shown),
    older: rows.length > pageSize ? (shown.at(-1)?.seq ?? null) : null,
  };
}

/** One row, and the others of the same request. Null when there is none. */
export async function auditEvent(id: string) {
  const found = await db().auditEvent.findUnique({ where: { id } });
  if (!found) return null;
  const row = readRow(found);
  const others = found.requestId
    ? await db().auditEvent.findMany({
        where: { requestId: found.requestId, id: { not: id } },
        orderBy: { seq: "asc" },
        take: 100,
      })
    : [];
  const same = others.map(readRow);
  return { row, same, names: await namesIn([row, ...same]) };
}

export interface AuditExtract {
  count: number;
  /** Rows in batches, newest first, each with what its ids stand for. Asks the database for one batch at a time. */
  batches(): AsyncGenerator<{ rows: AuditRow[]; names: Names }>;
}

/** All rows that a search finds, as they are now: what comes later is not among them. */
export async function auditExtract(search: AuditSearch): Promise<AuditExtract> {
  const where = await whereOf(search);
  const newest = await db().auditEvent.aggregate({ where, _max: { seq: true }, _count: true });
  const first = (newest._max.seq ?? 0n) + 1n;
  async function* batches() {
    for (let before = first; ;) {
      const found = await db().auditEvent.findMany({
        where: { AND: [where, { seq: { lt: before } }] },
        orderBy: { seq: "desc" },
        take: 1000,
      });
      if (found.length === 0) return;
      const rows = found.map(readRow);
      yield { rows, names: await namesIn(rows) };
      before = found.at(-1)?.seq ?? 0n;
    }
  }
  return { count: newest._count, batches };
}

async function whereOf(search: AuditSearch): Promise<Prisma.AuditEventWhereInput> {
  const { from, to, action, outcome, request } = search;
  const all: Prisma.AuditEventWhereInput[] = [];
  if (from) all.push({ at: { gte: shanghai(from) } });
  if (to) all.push({ at: { lt: shanghai(addDays(to, 1)) } });
  if (search.actor) all.push({ actorId: { in: await peopleCalled(search.actor) } });
  if (action) all.push({ action: action.includes(".") ? action : { startsWith: `${action}.` } });
  if (search.subject) {
    const people = await peopleCalled(search.subject);
    const subjects = people.map((id) => ({ subject: `person:${id}` }));
    all.push({ OR: [{ subject: { startsWith: search.subject } }, ...subjects] });
  }
  if (outcome) all.push({ outcome });
  if (request) all.push({ requestId: request });
  return { AND: all };
}

/** Ids by employee number, part of a name, or as they are: an erased person has nothing else. */
async function peopleCalled(text: string): Promise<string[]> {
  if (uuid.test(text)) return [text];
  const people = await db().person.findMany({
    where: {
      OR: [{ name: { contains: text } }, { account: { employeeNo: { equals: text, mode: "insensitive" } } }],
    },
    select: { id: true },
    take: 1000,
  });
  return people.map(({ id }) => id);
}

/** What the ids in some rows stand for. */
async function namesIn(rows: readonly AuditRow[]): Promise<Names> {
  const texts = rows.flatMap((row) => [
    row.actorId ?? "",
    row.subject,
    ...Object.values(row.detail).map(String),
  ]);
  const ids = [
    ...new Set(texts.map((text) => text.slice(text.indexOf(":") + 1)).filter((id) => uuid.test(id))),
  ];
  if (ids.length === 0) return {};
  const where = { id: { in: ids } };
  const [people, units, sessions, courses, agreements] = await Promise.all([
    db().person.findMany({
      where,
      select: { id: true, name: true, account: { select: { employeeNo: true } } },
    }),
    db().unit.findMany({ where, select: { id: true, name: true } }),
    db().trainingSession.findMany({ where, select: { id: true, title: true } }),
    db().course.findMany({ where, select: { id: true, title: true } }),
    db().agreement.findMany({ where, select: { id: true, title: true } }),
  ]);
  return Object.fromEntries([
    ...people.map(
      ({ id, name, account }) => [id, [name, account?.employeeNo].filter(Boolean).join(" ")] as const,
    ),
    ...units.map(({ id, name }) => [id, name] as const),
    ...[...sessions, ...courses, ...agreements].map(({ id, title }) => [id, title] as const),
  ]);
}
