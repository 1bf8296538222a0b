import type { Language } from "~/lib/dates";
import { texts } from "~/platform/i18n/texts.server";

export type Words = ReturnType<typeof texts>["t"];

/** What has no figure in it is looked up once: the page is asked for too often to look a hundred texts up each time. */
function quick(language: Language): Words {
  const { t } = texts(language);
  const known = new Map<unknown, unknown>();
  return new Proxy(t, {
    apply(_, __, [key, options]: unknown[]) {
      if (options !== undefined) return Reflect.apply(t, null, [key, options]);
      if (!known.has(key)) known.set(key, Reflect.apply(t, null, [key]));
      return known.get(key);
    },
  });
}

const kept = { zh: quick("zh"), en: quick("en") };

/** The words of the lesson page. */
export function lessonWords(language: Language): Words {
  return kept[language];
}
