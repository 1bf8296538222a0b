import { useEffect } from "react";

// A group of choices may not carry aria-invalid itself.
const wrong = 'main [aria-invalid="true"], main fieldset.field--error input';

/** When a form comes back, the first wrong field has the focus; `autofocus` does that only while a page is loaded. */
export function useFocusOnError(result: { error?: unknown } | undefined) {
  useEffect(() => {
    if (result?.error) document.querySelector<HTMLElement>(wrong)?.focus();
  }, [result]);
}
