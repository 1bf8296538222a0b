/** What the auditor looks for; an empty text asks for anything. */
export interface AuditSearch {
  /** First and last day, both included. */
  from: string;
  to: string;
  /** Part of a name, an employee number, or a person's id. */
  actor: string;
  /** "account.sign-in", or "account" for all acts of that kind. */
  action: string;
  /** The beginning of a subject ("session:"), or somebody's name or number. */
  subject: string;
  outcome: "" | "done" | "refused";
  request: string;
  /** A page begins below this number of a row; null is the newest page. */
  before: string | null;
}

export const usualAuditSearch: AuditSearch = {
  from: "",
  to: "",
  actor: "",
  action: "",
  subject: "",
  outcome: "",
  request: "",
  before: null,
};

/** The query part of an address, with its "?" when there is any. Another question begins at its newest page. */
export function auditQuery(search: AuditSearch, over: Record<string, string | null> = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...search, before: null, ...over }))
    if (value) params.set(key, value);
  return params.size ? `?${params.toString()}` : "";
}

export function isNarrowedAudit(search: AuditSearch): boolean {
  return auditQuery(search) !== "";
}
