const place = "nuanxin.device";

/** A random name of this browser, kept on it: two of them tell a person's phone from the tablet. */
export function deviceName(): string {
  let name: string | null = null;
  try {
    name = localStorage.getItem(place);
  } catch {
    // Storage can be forbidden; a name for this page alone does then.
  }
  if (name && /^[a-z0-9-]{8,40}$/.test(name)) return name;
  const words = crypto.getRandomValues(new Uint32Array(3));
  const made = Array.from(words, (word) => word.toString(36).padStart(7, "0")).join("-");
  try {
    localStorage.setItem(place, made);
  } catch {
    // As above.
  }
  return made;
}
