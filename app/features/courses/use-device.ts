import { useEffect, useState } from "react";

const place = "nuanxin.device";

/** A random name of this browser, kept on it: two of them tell a person's phone from the tablet. Null until hydrated. */
export function useDevice(): string | null {
  const [device, setDevice] = useState<string | null>(null);
  useEffect(() => {
    let name: string | null = null;
    try {
      name = localStorage.getItem(place);
    } catch {
      // Storage can be forbidden; a name for this page alone does then.
    }
    if (!name || !/^[a-z0-9-]{8,40}$/.test(name)) {
      const words = crypto.getRandomValues(new Uint32Array(3));
      name = Array.from(words, (word) => word.toString(36).padStart(7, "0")).join("-");
      try {
        localStorage.setItem(place, name);
      } catch {
        // As above.
      }
    }
    setDevice(name);
  }, []);
  return device;
}
