/** What HR can ask of the list of people. It lives in the page's address, so each choice has a default that is left out. */
export const states = ["in-post", "leaving", "to-join", "left", "all"] as const;
export type StateFilter = (typeof states)[number];
export type PersonState = Exclude<StateFilter, "all">;

/** The highest certificate, whether any, or none. */
export const levelFilters = ["any", "none", "junior", "intermediate", "senior"] as const;
/** The highest degree, or none entered. */
export const educationFilters = ["none", "secondary", "college", "bachelor", "master", "doctor"] as const;
/** What is not known yet of somebody. */
export const lacks = ["work", "appraisal", "birth", "contact"] as const;

/** Columns beside the name, in the order of the table. */
export const columns = [
  "employeeNo",
  "unit",
  "street",
  "title",
  "state",
  "level",
  "education",
  "major",
  "appraisal",
  "joinedOn",
  "leftOn",
  "gender",
  "bornOn",
  "phone",
  "email",
  "idNumber",
  "payeeAccount",
] as const;
export type PeopleColumn = (typeof columns)[number];

/** Masked, and only for those who may see them in full with a reason. They are encrypted, so nothing is sorted by them. */
export const secretColumns: readonly PeopleColumn[] = ["idNumber", "payeeAccount"];
export type PeopleSort = Exclude<PeopleColumn, "idNumber" | "payeeAccount"> | "name";

export const usualColumns: readonly PeopleColumn[] = [
  "employeeNo",
  "unit",
  "title",
  "state",
  "level",
  "education",
  "joinedOn",
];

export const pageSizes = [50, 20, 100, 200] as const;

export interface PeopleSearch {
  /** Words of which each is part of the name or the employee number. */
  q: string;
  /** These people alone, whom a number found that has no place in an address. */
  only: readonly string[];
  unit: string | null;
  title: string;
  level: (typeof levelFilters)[number] | "";
  education: (typeof educationFilters)[number] | "";
  state: StateFilter;
  lacks: (typeof lacks)[number] | "";
  columns: readonly PeopleColumn[];
  sort: PeopleSort;
  direction: "asc" | "desc";
  size: (typeof pageSizes)[number];
  page: number;
}

export const usualSearch: PeopleSearch = {
  q: "",
  only: [],
  unit: null,
  title: "",
  level: "",
  education: "",
  state: "in-post",
  lacks: "",
  columns: usualColumns,
  sort: "employeeNo",
  direction: "asc",
  size: 50,
  page: 1,
};

/**
 * The ID, phone or other number of seven digits or more within what somebody typed, without what stands between its
 * digits and without the country's 86; null when there is none. A code of letters and digits is not one.
 */
export function numberIn(text: string): string | null {
  const [found] =
    /(?<![A-Za-z\d-])\d(?:[ -]?\d){6,}(?:[ -]?[Xx](?![A-Za-z]))?(?![A-Za-z\d])/.exec(text) ?? [];
  const number = found?.replace(/[ -]/g, "").toUpperCase() ?? null;
  return number?.replace(/^86(?=1\d{10}$)/, "") ?? null;
}

/** The query part of the list's address, with its "?"; what is as usual is left out. */
export function searchAddress(search: PeopleSearch, over: Partial<PeopleSearch> = {}): string {
  // Another question begins at its first page.
  const asked = { ...search, page: 1, ...over };
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(asked)) {
    const text = Array.isArray(value) ? value.join(".") : String(value ?? "");
    const usual = usualSearch[key as keyof PeopleSearch];
    const usualText = Array.isArray(usual) ? usual.join(".") : String(usual ?? "");
    if (text !== usualText) params.set(key, text);
  }
  return params.size > 0 ? `?${params.toString()}` : "?";
}

/** Whether anything beside the usual is asked: what the list shows is then not everybody in post. */
export function isNarrowed(search: PeopleSearch): boolean {
  const { q, only, unit, title, level, education, lacks: lack, state } = search;
  return (
    Boolean(q || only.length || unit || title || level || education || lack) || state !== usualSearch.state
  );
}
