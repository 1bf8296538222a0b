import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Summary } from "~/features/exchange/rules/verdict";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Facts } from "~/ui/facts";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/section";

export type Ask = "take-all" | "take-good" | "drop";

/** From so many rows on the page says how long it takes. */
const many = 1000;

/** What can be done with a dry run, and, once chosen, what that will do in numbers. */
export function Decision({ summary, digest, ask }: { summary: Summary; digest: string; ask?: Ask }) {
  const { t } = useTranslation("exchange");
  const count = summary.new + summary.changed;
  const { refused } = summary;
  if (ask === "drop" || (ask && count > 0 && (ask === "take-good") === refused > 0))
    return <Confirm ask={ask} summary={summary} digest={digest} />;
  return (
    <>
      {refused > 0 && <Notice kind="warn">{t("act.someRefused", { count: refused })}</Notice>}
      {count === 0 && refused === 0 && <Notice kind="done">{t("act.nothing")}</Notice>}
      <p className="btns my-5">
        {count > 0 && refused === 0 && (
          <ButtonLink kind="primary" to="?ask=take-all">
            {t("act.takeAll")}
          </ButtonLink>
        )}
        {count > 0 && refused > 0 && (
          <ButtonLink kind="primary" to="?ask=take-good">
            {t("act.takeGood", { count })}
          </ButtonLink>
        )}
        <ButtonLink to="?ask=drop">{t("act.drop")}</ButtonLink>
      </p>
    </>
  );
}

function Confirm({ ask, summary, digest }: { ask: Ask; summary: Summary; digest: string }) {
  const { t } = useTranslation("exchange");
  const busy = useNavigation().state !== "idle";
  const titles = { "take-all": t("act.askAll"), "take-good": t("act.askGood"), drop: t("act.askDrop") };
  const facts = (["new", "changed", "same", "refused"] as const)
    .filter((key) => summary[key] > 0)
    .map((key) => ({ value: summary[key], text: t(`act.${key}`) }));
  return (
    <Section title={titles[ask]}>
      {ask === "drop" ? <p>{t("act.dropText")}</p> : <Facts items={facts} />}
      {ask !== "drop" && facts.some(({ value }) => value >= many) && <p>{t("act.long")}</p>}
      <Form method="post" className="btns my-5">
        <input type="hidden" name="digest" value={digest} />
        <Button kind="primary" type="submit" name="act" value={ask} busy={busy}>
          {ask === "drop" ? t("act.yesDrop") : t("act.yesTake", { count: summary.new + summary.changed })}
        </Button>
        <ButtonLink to="?">{t("act.back")}</ButtonLink>
      </Form>
    </Section>
  );
}
