export type AddressKind = "web" | "mail" | "phone" | "course";
export type AddressFault = "addressScheme" | "addressOutside" | "addressBroken";

/**
 * Where a link leads, or why it may not be written: https, mailto, tel, and paths that stay inside the course's
 * folder are allowed. Takes the address after Markdown has decoded its entities.
 */
export function addressKind(address: string): AddressKind | AddressFault {
  if (address === "" || address.length > 2000 || /[\s\p{C}\\]/u.test(address)) return "addressBroken";
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === "https") return isWebAddress(address) ? "web" : "addressBroken";
  if (scheme === "mailto")
    return /^mailto:[^?@:]+@[^?@:]+(\?[^?]*)?$/i.test(address) ? "mail" : "addressBroken";
  if (scheme === "tel") return /^tel:\+?[0-9][0-9-]{1,19}$/i.test(address) ? "phone" : "addressBroken";
  if (scheme) return "addressScheme";

  // Browsers read %2e%2e as "..", and a server may decode once more than the browser did.
  let form = address;
  for (let pass = 0; pass < 4; pass++) {
    if (/[\p{Cc}\\]/u.test(form)) return "addressBroken";
    if (/^[^/?#]*:/.test(form)) return "addressScheme";
    if (form.startsWith("/") || leavesFolder(form)) return "addressOutside";
    const next = decoded(form);
    if (next === null && pass === 0) return "addressBroken";
    if (next === null || next === form) return "course";
    form = next;
  }
  return "addressBroken";
}

function isWebAddress(address: string): boolean {
  // "https:page" is relative in browsers, so both slashes are required.
  if (!/^https:\/\/[^/]/i.test(address) || !URL.canParse(address)) return false;
  const { username, password, hostname } = new URL(address);
  return username === "" && password === "" && hostname !== "";
}

function leavesFolder(address: string): boolean {
  let depth = 0;
  for (const part of (/^[^?#]*/.exec(address)?.[0] ?? "").split("/")) {
    if (part === "..") depth -= 1;
    else if (part !== "." && part !== "") depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
