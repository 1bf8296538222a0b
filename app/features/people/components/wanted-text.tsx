import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { useLanguage } from "~/ui/use-language";
import type { CorrectionField } from "../rules/correction";

/** A value of a field as people read it. */
export function WantedText({ field, text }: { field: CorrectionField; text: string }) {
  const { t } = useTranslation("privacy");
  const { language } = useLanguage();
  if (field === "gender" && (text === "female" || text === "male")) return <>{t(`gender.${text}`)}</>;
  if (field === "bornOn" && /^\d{4}-\d{2}-\d{2}$/.test(text)) return <>{formatDay(text, language)}</>;
  return <>{text === "" ? t("held.nothing") : text}</>;
}
