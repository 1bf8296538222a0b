import { z } from "zod";
import { searchText } from "~/lib/search-text";
import { certificateSorts, certificateStates, usualCertificates } from "./rules/certificate-search";
import {
  columns,
  educationFilters,
  lacks,
  levelFilters,
  pageSizes,
  secretColumns,
  states,
  usualColumns,
  usualSearch,
  type PeopleColumn,
} from "./rules/people-search";
import { timelineKinds } from "./rules/timeline";

const sorts = ["name", ...columns.filter((column) => !secretColumns.includes(column))] as const;
const isColumn = (text: string): text is PeopleColumn => (columns as readonly string[]).includes(text);

/** The list of people as its address or its form asks for it; what makes no sense is as usual. */
export const peopleSearch = z.object({
  q: z
    .string()
    .transform((text) => searchText(text, 60))
    .catch(""),
  only: z
    .string()
    .transform((text) => text.split("."))
    .pipe(z.array(z.uuid()).max(50))
    .catch([]),
  unit: z.uuid().nullable().catch(null),
  title: z.string().max(60).catch(""),
  level: z.enum(["", ...levelFilters]).catch(""),
  education: z.enum(["", ...educationFilters]).catch(""),
  state: z.enum(states).catch(usualSearch.state),
  lacks: z.enum(["", ...lacks]).catch(""),
  columns: z
    .string()
    .transform((text) => {
      const asked = text.split(".").filter(isColumn);
      return columns.filter((column) => asked.includes(column));
    })
    .catch([...usualColumns]),
  sort: z
    .enum(sorts as ["name", ...Exclude<PeopleColumn, "idNumber" | "payeeAccount">[]])
    .catch(usualSearch.sort),
  direction: z.enum(["asc", "desc"]).catch(usualSearch.direction),
  size: z.coerce.number().pipe(z.literal(pageSizes)).catch(usualSearch.size),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** What a form of the list posts: its columns are ticks of one name. */
export function readSearch(entries: Iterable<[string, unknown]>) {
  const asked: Record<string, unknown> = {};
  for (const [name, value] of entries)
    asked[name] =
      name === "columns" && asked[name] !== undefined ? `${String(asked[name])}.${String(value)}` : value;
  return peopleSearch.parse(asked);
}

const auditDay = z.iso.date().catch("");
const auditText = z.string().trim().max(100).catch("");

/** The audit log as its address asks for it. */
export const auditSearch = z.object({
  from: auditDay,
  to: auditDay,
  actor: auditText,
  action: z
    .string()
    .regex(/^[a-z-]{1,40}(\.[a-z-]{1,40})?$/)
    .catch(""),
  subject: auditText,
  outcome: z.enum(["", "done", "refused"]).catch(""),
  request: auditText,
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable()
    .catch(null),
});
export const auditFormat = z.enum(["xlsx", "csv", "jsonl"]);
/** How much of a log is read: so many of its newest seals, or "" for all. */
export const verifyForm = z.object({
  log: z.enum(["audit", "ledger"]),
  last: z.enum(["100", ""]).default(""),
});

/** Which kinds of a timeline are asked for; all of them without a choice. */
export const timelineFilter = z.enum(timelineKinds).nullable().catch(null);
export const exportFormat = z.enum(["xlsx", "csv"]);

/** The list of certificates as its address asks for it. */
export const certificateSearch = z.object({
  q: z
    .string()
    .transform((text) => searchText(text, 60))
    .catch(usualCertificates.q),
  state: z.enum(certificateStates).catch(usualCertificates.state),
  course: z.string().max(100).catch(usualCertificates.course),
  sort: z.enum(certificateSorts).catch(usualCertificates.sort),
  direction: z.enum(["asc", "desc"]).catch(usualCertificates.direction),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
