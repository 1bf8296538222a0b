import type { Language } from "~/lib/dates";
import { texts } from "~/platform/i18n/texts.server";

function words(language: Language) {
  return texts(language).getFixedT(language, "lesson");
}

export type Words = ReturnType<typeof words>;

const kept = { zh: words("zh"), en: words("en") };

/** The words of the lesson page. */
export function lessonWords(language: Language): Words {
  return kept[language];
}
