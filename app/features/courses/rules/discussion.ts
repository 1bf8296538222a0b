/** What may be said under a lesson: 1 to 1,000 characters, at most 10 posts of one person in 10 minutes. Ours to choose. */
export const longestPost = 1000;
export const mostPosts = 10;
export const postsWithinMs = 10 * 60_000;
/** A private note is longer: it may be a whole record. */
export const longestNote = 4000;

export type PostRefusal = "empty" | "long" | "too-many";

/** Why a text is not posted; null when it is. `recent` counts the person's posts of the last ten minutes. */
export function postRefusal({ text, recent }: { text: string; recent: number }): PostRefusal | null {
  if (text.trim() === "") return "empty";
  if ([...text].length > longestPost) return "long";
  return recent >= mostPosts ? "too-many" : null;
}

/** Whether somebody may hide a post: its writer, and whoever writes or reviews the courses of the institution. */
export function mayHide(asked: { own: boolean; moderates: boolean; hidden: boolean }): boolean {
  return !asked.hidden && (asked.own || asked.moderates);
}
