import type { Language } from "~/lib/dates";
import { createTexts } from "./languages";
import en from "./texts-en";
import zh from "./texts-zh";

const instances = { zh: createTexts("zh", zh), en: createTexts("en", en) };

/** The texts of a language: one instance each, shared by all requests, since it holds nothing of any of them. */
export function texts(language: Language) {
  return instances[language];
}
