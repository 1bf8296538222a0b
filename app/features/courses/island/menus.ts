/** Menus of the bar: Escape, a touch elsewhere and a choice close them; the size of the text changes at once. */
export function enhanceMenus(): void {
  const open = () => Array.from(document.querySelectorAll<HTMLDetailsElement>("details.menu[open]"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    for (const menu of open()) {
      if (!target || !menu.contains(target) || target.closest("a")) menu.open = false;
    }
  });
  const sizes = document.querySelector<HTMLFormElement>("form[data-sizes]");
  sizes?.addEventListener("submit", (event) => {
    const { submitter } = event as Event & { submitter?: HTMLButtonElement | null };
    // Safari 14 does not say which button it was: then the form loads the page, as without a script.
    if (!submitter) return;
    event.preventDefault();
    const size = submitter.value;
    if (size === "normal") delete document.documentElement.dataset.text;
    else document.documentElement.dataset.text = size;
    for (const button of Array.from(sizes.querySelectorAll("button"))) {
      button.setAttribute("aria-pressed", String(button === submitter));
    }
    const body = new URLSearchParams({ textSize: size, next: location.pathname });
    // Without a network it holds for this page.
    fetch(sizes.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
  });
}
