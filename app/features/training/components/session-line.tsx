import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { civilDate, formatMonth, formatTime, formatWeekday } from "~/lib/dates";
import { DayDate } from "~/ui/day-date";
import { Meta } from "~/ui/meta";
import { State } from "~/ui/state";
import { useLanguage } from "~/ui/use-language";
import type { SessionRow } from "../sessions.server";

/** A session in a list: the day in front, then what one needs to decide. */
export function SessionLine({ session, to, past }: { session: SessionRow; to?: string; past?: boolean }) {
  // On its own page the title is the page's heading.
  const { t } = useTranslation("training");
  const { language, named, titled } = useLanguage();
  const date = civilDate(session.startsAt);
  return (
    <DayDate
      dateTime={session.startsAt.toISOString()}
      month={formatMonth(Number(date.slice(5, 7)), language)}
      day={String(Number(date.slice(8)))}
      weekday={formatWeekday(date, language)}
    >
      {to && (
        <h3 className="day__title">
          <Link to={to}>{titled(session)}</Link>
        </h3>
      )}
      <Meta>
        {`${formatTime(session.startsAt)}–${formatTime(session.endsAt)}`}
        {t("creditMinutes", { count: session.minutes })}
      </Meta>
      <p className="dim">
        {session.venue}
        <br />
        {session.trainer
          ? t("by", { partner: named(session.partner), trainer: session.trainer.name })
          : named(session.partner)}
      </p>
      <SessionState session={session} past={past} />
    </DayDate>
  );
}

export function SessionState({ session, past }: { session: SessionRow; past?: boolean }) {
  const { t } = useTranslation("training");
  if (session.attended) return <State kind="ok">{t("state.attended")}</State>;
  if (session.state === "cancelled") return <State kind="bad">{t("state.cancelled")}</State>;
  if (session.own === "seated") return <State kind="ok">{t("state.seated")}</State>;
  if (session.own === "waiting") return <State kind="late">{t("state.waiting")}</State>;
  if (past) return <p className="dim">{t("state.over")}</p>;
  const free = Math.max(0, session.capacity - session.seated);
  return free > 0 && session.waiting === 0 ? (
    <p className="dim">{t("free", { count: free, of: session.capacity })}</p>
  ) : (
    <p className="dim">{t("full", { count: session.waiting })}</p>
  );
}
