/** What somebody typed to search by: full-width signs as half-width ones, no space around, `most` characters of it. */
export function searchText(text: string, most: number): string {
  return [...text.normalize("NFKC").trim()].slice(0, most).join("");
}
