/** What HR can ask of the list of certificates. It lives in the page's address; what is as usual is left out. */
export const certificateStates = ["all", "valid", "revoked"] as const;
export const certificateSorts = ["issuedOn", "number", "name", "minutes"] as const;
export type CertificateSort = (typeof certificateSorts)[number];

export interface CertificateSearch {
  /** Words of which each is part of the number, the name, the employee number or the course's title. */
  q: string;
  state: (typeof certificateStates)[number];
  /** A course's slug; "" for all. */
  course: string;
  sort: CertificateSort;
  direction: "asc" | "desc";
  page: number;
}

export const usualCertificates: CertificateSearch = {
  ...{ q: "", state: "all", course: "", sort: "issuedOn", direction: "desc", page: 1 },
};

export const certificatesOnPage = 50;

/** The query part of the list's address, with its "?"; another question begins at its first page. */
export function certificatesAddress(
  search: CertificateSearch,
  over: Partial<CertificateSearch> = {},
): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...search, page: 1, ...over }))
    if (value !== usualCertificates[key as keyof CertificateSearch]) params.set(key, String(value));
  return params.size > 0 ? `?${params.toString()}` : "";
}
