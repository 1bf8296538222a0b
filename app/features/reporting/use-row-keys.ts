import { useEffect } from "react";

/**
 * Keys of a list: arrows move between its rows (links marked `data-row`), Enter opens one as any link, "/" goes to the
 * search field. Nothing happens while somebody types elsewhere.
 */
export function useRowKeys(searchId: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const at = document.activeElement;
      const search = document.getElementById(searchId);
      const types = at !== search && at?.matches("input, select, textarea, [contenteditable]");
      if (event.key === "/" && at !== search && !types) {
        event.preventDefault();
        search?.focus();
        return;
      }
      if (types || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      const rows = [...document.querySelectorAll<HTMLElement>("a[data-row]")];
      const current = rows.findIndex((row) => row === at);
      // From elsewhere the arrows scroll, as everywhere; from the search field, down goes to the first row.
      if (current === -1 && at !== search) return;
      const next = current + (event.key === "ArrowDown" ? 1 : -1);
      if (next === -1 && current === 0) search?.focus();
      else rows[next]?.focus();
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [searchId]);
}
