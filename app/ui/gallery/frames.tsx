import { useTranslation } from "react-i18next";
import { ButtonLink } from "../button-link";
import { Go } from "../go";
import { Seal } from "../seal";
import { Section } from "../section";
import { Todo } from "../todo";
import { useWords } from "./use-words";

export function Frames() {
  const { t } = useWords("frame");
  const { t: brand } = useTranslation();
  return (
    <Section title={t("title")}>
      <p className="banner">{t("banner")}</p>
      <p>
        <Seal mark={brand("brand.mark")} />
      </p>
      <div className="gal__frame">
        <p className="crumb">
          <Go to="?payouts">{t("crumb")}</Go>
        </p>
        <Section plain level={3} title={t("todo")} aside={t("byDue")}>
          <Todo
            items={[
              {
                key: "targets",
                due: t("t1Due"),
                title: t("t1"),
                text: t("t1Text"),
                actions: <ButtonLink to="?schedule">{t("t1Do")}</ButtonLink>,
              },
              { key: "payout", due: t("t2Due"), title: t("t2"), to: "?payout", text: t("t2Text") },
            ]}
          />
        </Section>
      </div>
    </Section>
  );
}
