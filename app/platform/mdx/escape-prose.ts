import { addressKind } from "~/platform/mdx/address";

/**
 * Plain text as it has to be written in a lesson so that readers see it as it stands: no mark, tag, brace, entity or
 * address in it means anything. Works on a paragraph or several; leading blanks of a line go, and characters that no
 * lesson may have. An address that a lesson cannot link, such as one with http:, is set as code.
 */
export function escapeProse(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\p{Cs}]/gu, "")
    .split(/\r\n|\r|\n/)
    .map(escapedLine)
    .join("\n");
}

/** What becomes a link by itself, as far as it can reach. */
const address = /(?:https?:\/\/|www\.|xmpp:|mailto:)[\x21-\x7e]*|[-.+\w]+@[\x21-\x7e]*/gi;

function escapedLine(line: string): string {
  const text = line.trim();
  let written = "";
  let end = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    written += escapedText(text.slice(end, index));
    end = index + found.length;
    const alone = /^$|\s$/.test(text.slice(0, index)) && /^$|^\s/.test(text.slice(end));
    written += alone && isPlainLink(found) ? found : code(found);
  }
  written += escapedText(text.slice(end));
  // What would begin a heading, a quotation, a list, a line below a heading or a program.
  return written
    .replace(/^(?=[#>+=-])/, "\\")
    .replace(/^(\d{1,9})(?=[.)])/, "$1\\")
    .replace(/^(?:import|export)(?= )/, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`);
}

function isPlainLink(found: string): boolean {
  return /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/[a-z0-9/-]*)?$/i.test(found) && addressKind(found) === "web";
}

function escapedText(text: string): string {
  return text.replace(/[\\`*_{}[\]<~|]|&(?=#|\w)/g, "\\$&");
}

function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const room = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return fence + room + text + room + fence;
}
