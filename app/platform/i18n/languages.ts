import i18next, { type i18n, type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "~/lib/dates";

/** A ready instance for one language. Its texts are complete, so nothing falls back and nothing is loaded later. */
export function createTexts(language: Language, texts: Resource[string]): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    resources: { [language]: texts },
    defaultNS: "common",
    ns: Object.keys(texts),
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

export function isLanguage(value: string | null | undefined): value is Language {
  return value === "zh" || value === "en";
}
