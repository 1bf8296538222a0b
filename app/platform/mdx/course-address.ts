/** What a course's file may be called: it is an address in every browser and every archive. */
const fileAddress = /^(?:\.\/)?files\/([a-z0-9][a-z0-9_-]*\.[a-z0-9]{1,5})$/;

/** `files/visit.png` → `visit.png`; null for any other address. */
export function courseFileOf(address: string): string | null {
  const name = fileAddress.exec(address)?.[1];
  return name !== undefined && name.length <= 80 ? name : null;
}

/** A lesson's file, `02-first-meeting.mdx#section-1`, as its page is called: `first-meeting#section-1`. */
export function lessonAddress(address: string): string {
  return address.replace(/^(?:\.\/)?\d\d-([a-z0-9]+(?:-[a-z0-9]+)*)\.mdx(?=#|$)/, "$1");
}
