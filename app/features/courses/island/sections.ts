/** Follows where the reader is: the section on the screen, and those whose end was seen. */
export function followSections(article: HTMLElement, onRead: () => void) {
  const marks = Array.from(document.querySelectorAll<HTMLElement>("[data-of]"));
  const ids = marks.map((mark) => mark.dataset.of ?? "");
  const read = new Set(marks.filter(({ dataset }, index) => dataset.of && !isHidden(marks[index])).map(idOf));
  let current = article.dataset.section || (ids[0] ?? "");
  const headings = ids.map((id) => document.getElementById(id));
  const end = article.querySelector("[data-end]");

  /** A section ends where the next one begins; what is above the lower edge of the screen was on it. */
  function look() {
    const seen = window.innerHeight - 60;
    headings.forEach((heading, index) => {
      if (!heading) return;
      const next = headings[index + 1] ?? end;
      const id = ids[index] ?? "";
      if (heading.getBoundingClientRect().top < seen * 0.6) current = id;
      // Somebody who jumps to the end has not read what lies between: its heading has to have been seen as well.
      if (heading.getBoundingClientRect().top < seen) started.add(id);
      if (!next || read.has(id) || !started.has(id)) return;
      const bottom = next.getBoundingClientRect().top;
      if (bottom <= seen && bottom > -window.innerHeight) {
        read.add(id);
        show();
        onRead();
      }
    });
    const now = document.querySelector("[data-now]");
    const number = ids.indexOf(current) + 1;
    if (now && number > 0 && now.textContent !== String(number)) now.textContent = String(number);
  }

  /** Shows what was read, also in parts that came anew from the server. */
  function show() {
    for (const mark of Array.from(document.querySelectorAll<HTMLElement>("[data-of]"))) {
      const done = mark.querySelector<HTMLElement>("[data-mark]");
      if (done && read.has(idOf(mark))) done.hidden = false;
    }
    const ruler = document.querySelector<SVGElement>(".ruler[data-label]");
    const done = ids.filter((id) => read.has(id)).length;
    ruler?.querySelector("[data-done]")?.setAttribute("width", `${(100 * done) / ids.length}%`);
    ruler?.setAttribute("aria-label", (ruler.dataset.label ?? "").replace("{done}", String(done)));
  }

  const started = new Set<string>();
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (!document.hidden) look();
    });
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later, { passive: true });
  later();
  return { now: () => ({ section: current, read: ids.filter((id) => read.has(id)) }), show };
}

const idOf = (mark: HTMLElement | undefined) => mark?.dataset.of ?? "";

function isHidden(mark: HTMLElement | undefined): boolean {
  return mark?.querySelector<HTMLElement>("[data-mark]")?.hidden ?? true;
}
