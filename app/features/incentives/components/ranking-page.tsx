import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { civilDate, formatDay } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { Near } from "~/ui/near";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Stat } from "~/ui/stat";
import { useLanguage } from "~/ui/use-language";
import type { Ranking } from "../ranking.server";

interface Props {
  title: string;
  period: { year: number; number: number };
  own: string;
  ranking: Ranking;
  /** Since when the own name is shown; null when it is not. */
  since: Date | null;
}

/** The places around oneself, and who sees one's name. */
export function RankingPage({ title, period, own, ranking, since }: Props) {
  const { t } = useTranslation("incentives");
  const { language, pick } = useLanguage();
  const { above } = ranking;
  return (
    <>
      <PageHead title={title} sub={t("ranking.period", period)} />
      {ranking.own ? (
        <>
          <Stat
            large
            before={t("ranking.place")}
            value={ranking.own.rank}
            unit={t("ranking.of", { count: ranking.of })}
            says={
              above && t("ranking.above", { points: above.points - ranking.own.points, place: above.rank })
            }
          />
          <Near
            items={ranking.near.map((place) => ({
              place: place.rank,
              who: place.id === own ? t("ranking.you") : (place.name ?? t("ranking.unnamed")),
              where: place.unit !== null ? pick(place.unit, place.unitEn ?? place.unit) : undefined,
              points: place.points,
              own: place.id === own,
            }))}
          />
        </>
      ) : (
        <Empty level={2} title={t("ranking.empty")}>
          {t("ranking.emptyText")}
        </Empty>
      )}
      <p className="mt-4">
        <Go to="/points">{t("ranking.toPoints")}</Go>
      </p>
      <Section title={t("ranking.how")}>
        <p>{t("ranking.howText")}</p>
      </Section>
      <Section title={t("ranking.who")}>
        <p>
          <b>{t(since ? "ranking.shown" : "ranking.hidden")}</b>
          <br />
          <span className="dim">
            {since
              ? t("ranking.shownText", { date: formatDay(civilDate(since), language) })
              : t("ranking.hiddenText")}
          </span>
        </p>
        <Form method="post" className="btns mt-4">
          <Button type="submit" name="give" value={since ? "no" : "yes"}>
            {t(since ? "ranking.hide" : "ranking.show")}
          </Button>
        </Form>
      </Section>
    </>
  );
}
