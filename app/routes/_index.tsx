import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { openCorrections } from "~/features/people/corrections.server";
import { subtree } from "~/features/people/unit-tree.server";
import { DeskToday } from "~/features/reporting/components/desk-today";
import { ReviewerToday } from "~/features/reporting/components/reviewer-today";
import { TrainerToday } from "~/features/reporting/components/trainer-today";
import { WorkerToday } from "~/features/reporting/components/worker-today";
import { yearFigures } from "~/features/reporting/targets.server";
import { reviewsWaiting, trainerToday, workerToday } from "~/features/reporting/today.server";
import { civilDate, formatDate, yearOf } from "~/lib/dates";
import { can, scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/page-head";
import { useLanguage } from "~/ui/use-language";

export const handle = { width: "today" };

/** Today: what each of a person's roles has to see first. */
export const loader = guarded("signed-in", async ({ me, context }) => {
  const at = now();
  const today = civilDate(at);
  const { grants, personId } = me;
  return {
    title: texts(context.language).t("reporting:today.title"),
    today,
    now: at,
    worker: can(grants, "course:study") ? await workerToday(personId, at) : null,
    trainer: can(grants, "training:roster") ? await trainerToday(personId, at) : null,
    reviews: can(grants, "course:review")
      ? await reviewsWaiting(await subtree(scope(grants, "course:review")))
      : null,
    figures: can(grants, "desk:read")
      ? await yearFigures(yearOf(today), at, scope(grants, "desk:read"))
      : null,
    corrections: can(grants, "people:write")
      ? await openCorrections(await subtree(scope(grants, "people:write")), at)
      : 0,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Today() {
  const { t } = useTranslation("reporting");
  const { language } = useLanguage();
  const {
    title,
    today,
    now: at,
    worker,
    trainer,
    reviews,
    figures,
    corrections,
  } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={title} actions={<time dateTime={today}>{formatDate(today, language)}</time>} />
      {worker && <WorkerToday today={worker} at={at} />}
      {trainer && <TrainerToday {...trainer} />}
      {reviews && <ReviewerToday reviews={reviews} />}
      {figures && <DeskToday figures={figures} today={today} corrections={corrections} />}
      {!worker && !trainer && !reviews && !figures && (
        <Empty level={2} title={t("today.nothing")}>
          {t("today.nothingText")}
        </Empty>
      )}
    </>
  );
}
