import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button-link";
import { Section } from "~/ui/section";
import type { YearFigures } from "../targets.server";
import { YearGoals } from "./year-goals";

/** The year's two targets at a glance, for HR and unit heads. */
export function DeskToday({ figures, today }: { figures: YearFigures; today: string }) {
  const { t } = useTranslation("reporting");
  return (
    <Section title={t("goals.title")}>
      <YearGoals figures={figures} today={today} />
      <p className="btns mt-5">
        <ButtonLink kind="primary" to="/desk">
          {t("desk.open")}
        </ButtonLink>
      </p>
    </Section>
  );
}
