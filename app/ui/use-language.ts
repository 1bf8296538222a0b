import { useTranslation } from "react-i18next";
import type { Language } from "~/lib/dates";

/** The page's language, and a choice between a Chinese and an English text that come from the store. */
export function useLanguage() {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "en" ? "en" : "zh";
  return {
    language,
    pick: (zh: string, en: string) => (language === "en" ? en : zh),
    /** The `name` or `title` of a row that carries both. */
    named: (row: { name: string; nameEn: string }) => (language === "en" ? row.nameEn : row.name),
    titled: (row: { title: string; titleEn: string }) => (language === "en" ? row.titleEn : row.title),
  };
}
