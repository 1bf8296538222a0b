import type { Language } from "~/lib/dates";
import { texts } from "~/platform/i18n/texts.server";

export type Words = ReturnType<typeof texts>["t"];

const mostKept = 2_000;

/** A text is put together once for the same figures: the page is asked for too often to do it a hundred times each. */
function quick(language: Language): Words {
  const { t } = texts(language);
  const known = new Map<string, unknown>();
  return new Proxy(t, {
    apply(_, __, asked: unknown[]) {
      const [key, options] = asked;
      const name = options === undefined ? String(key) : `${String(key)} ${JSON.stringify(options)}`;
      if (!known.has(name)) {
        if (known.size >= mostKept) known.clear();
        known.set(name, Reflect.apply(t, null, asked));
      }
      return known.get(name);
    },
  });
}

const kept = { zh: quick("zh"), en: quick("en") };

/** The words of the lesson page. */
export function lessonWords(language: Language): Words {
  return kept[language];
}
