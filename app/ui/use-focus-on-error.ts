import { useEffect } from "react";

/** When a form comes back, the first wrong field has the focus; `autofocus` does that only while a page is loaded. */
export function useFocusOnError(result: { error?: unknown } | undefined) {
  useEffect(() => {
    if (result?.error) document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus();
  }, [result]);
}
