import type { HourRange, ProgressState } from "./catalogue";
import type { CourseKind } from "./course";

export interface CatalogueView {
  q: string;
  topic: string | null;
  partner: string | null;
  hours: HourRange | null;
  kind: CourseKind | null;
  state: ProgressState | null;
  sort: "position" | "title" | "shortest" | "longest";
  page: number;
  hits: number;
}

/** The address of the catalogue as it is looked at; what is usual is left out, and any change leads to the first page. */
export function catalogueAddress(view: CatalogueView, change: Partial<CatalogueView> = {}): string {
  const { page, hits, sort, ...narrowed } = { ...view, page: 1, hits: 1, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(narrowed)) if (value) query.set(name, value);
  if (sort !== "position") query.set("sort", sort);
  if (page > 1) query.set("page", String(page));
  if (hits > 1) query.set("hits", String(hits));
  return `/courses${query.size ? `?${query}` : ""}`;
}

/** Whether something is left out of what there is. */
export function isNarrowed(view: CatalogueView): boolean {
  return [view.q, view.topic, view.partner, view.hours, view.kind, view.state].some(Boolean);
}
