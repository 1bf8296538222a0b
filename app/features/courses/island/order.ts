/** Gives each option of an ordering check buttons for up and down in the place of its number. */
export function enhanceOrders(): void {
  for (const list of Array.from(document.querySelectorAll<HTMLElement>("[data-order]:not(.is-live)"))) {
    list.classList.add("is-live");
    for (const item of items(list)) {
      const buttons = document.createElement("span");
      buttons.className = "order__move";
      buttons.append(mover(list, item, -1, item.dataset.up), mover(list, item, 1, item.dataset.down));
      item.append(buttons);
    }
    number(list);
  }
}

const items = (list: HTMLElement) => Array.from(list.querySelectorAll<HTMLElement>("[data-key]"));

function mover(list: HTMLElement, item: HTMLElement, by: -1 | 1, label = ""): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn--icon";
  button.setAttribute("aria-label", label);
  button.textContent = by < 0 ? "↑" : "↓";
  button.addEventListener("click", () => {
    const all = items(list);
    const other = all[all.indexOf(item) + by];
    if (!other) return;
    if (by < 0) other.before(item);
    else other.after(item);
    number(list);
    // The button has moved with its option: whoever uses the keyboard goes on with it.
    button.focus();
  });
  return button;
}

/** The numbers are what is sent. */
function number(list: HTMLElement) {
  items(list).forEach((item, index) => {
    const place = item.querySelector("select");
    if (place) place.value = String(index + 1);
  });
}
