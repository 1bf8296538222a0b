import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button-link";
import { Go } from "~/ui/go";
import { Section } from "~/ui/section";
import type { YearFigures } from "../targets.server";
import { YearGoals } from "./year-goals";

/** The year's two targets at a glance, for HR and unit heads. */
export function DeskToday({
  figures,
  today,
  corrections,
}: {
  figures: YearFigures;
  today: string;
  /** How many correction requests wait for this person. */
  corrections: number;
}) {
  const { t } = useTranslation(["reporting", "privacy"]);
  return (
    <Section title={t("goals.title")}>
      <YearGoals figures={figures} today={today} />
      <p className="btns mt-5">
        <ButtonLink kind="primary" to="/desk">
          {t("desk.open")}
        </ButtonLink>
      </p>
      {corrections > 0 && (
        <p className="mt-4">
          {t("privacy:queue.waiting", { count: corrections })}{" "}
          <Go to="/desk/corrections">{t("privacy:queue.open")}</Go>
        </p>
      )}
    </Section>
  );
}
