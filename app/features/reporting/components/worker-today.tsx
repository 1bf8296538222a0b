import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { civilDate, daysBetween, formatMonth, formatTime, formatWeekday } from "~/lib/dates";
import { ButtonLink } from "~/ui/button-link";
import { DayDate } from "~/ui/day-date";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { Meta } from "~/ui/meta";
import { Ruler } from "~/ui/ruler";
import { Section } from "~/ui/section";
import { Stat } from "~/ui/stat";
import { State } from "~/ui/state";
import { useLanguage } from "~/ui/use-language";
import type { WorkerToday as Facts } from "../today.server";

/** One thing to do, then the facts: next session, exam, hours, points. */
export function WorkerToday({ today, at }: { today: Facts; at: Date }) {
  const { t } = useTranslation("reporting");
  const { language, named, pick, titled } = useLanguage();
  const { lesson, session, attempt } = today;
  const left = lesson && Math.max(0, lesson.minutes - Math.floor(lesson.studiedMs / 60_000));
  const date = session && civilDate(session.startsAt);
  const days = date ? daysBetween(civilDate(at), date) : 0;
  return (
    <div className="today">
      <div>
        {lesson ? (
          <Section plain title={t("worker.learn")} quiet>
            <p className="dim">{t(lesson.studiedMs > 0 ? "worker.goOn" : "worker.next")}</p>
            <p className="hero">
              <Link to={`/courses/${lesson.course}/${lesson.slug}`} reloadDocument>
                {lesson.title}
              </Link>
            </p>
            <p className="dim">{pick(lesson.courseTitle, lesson.courseTitleEn)}</p>
            <Meta dim>
              {t("worker.lessonOf", { number: lesson.number, of: lesson.of })}
              {t("worker.builtWith", { partner: named(lesson.partner) })}
            </Meta>
            <Ruler
              total={lesson.of}
              done={lesson.number - 1}
              divisions={lesson.of}
              label={t("worker.progress", { done: lesson.number - 1, of: lesson.of })}
            />
            <p>{t("worker.left", { count: left ?? 0 })}</p>
            <p className="mt-4">
              <ButtonLink kind="primary" wide to={`/courses/${lesson.course}/${lesson.slug}`} reloadDocument>
                {t(lesson.studiedMs > 0 ? "worker.continue" : "worker.begin")}
              </ButtonLink>
            </p>
          </Section>
        ) : (
          <Empty level={2} title={t("worker.allDone")}>
            {t("worker.allDoneText")}
          </Empty>
        )}
        <Section title={t("worker.session")} aside={<Go to="/training">{t("worker.sessions")}</Go>}>
          {session && date ? (
            <DayDate
              dateTime={session.startsAt.toISOString()}
              month={formatMonth(Number(date.slice(5, 7)), language)}
              day={String(Number(date.slice(8)))}
              weekday={formatWeekday(date, language)}
              note={days === 0 ? t("worker.today") : days === 1 ? t("worker.tomorrow") : undefined}
            >
              <h3 className="day__title">
                <Link to={`/training/${session.id}`}>{titled(session)}</Link>
              </h3>
              <Meta>
                {`${formatTime(session.startsAt)}–${formatTime(session.endsAt)}`}
                {t("worker.minutes", { count: session.minutes })}
              </Meta>
              <p className="dim">{session.venue}</p>
              <State kind={session.place === "seated" ? "ok" : "late"}>
                {t(session.place === "seated" ? "worker.seated" : "worker.waiting")}
              </State>
            </DayDate>
          ) : (
            <Empty title={t("worker.noSession")}>{t("worker.noSessionText")}</Empty>
          )}
        </Section>
      </div>
      <div>
        <Section title={t("worker.exam")} aside={<Go to="/exams">{t("worker.exams")}</Go>}>
          {attempt ? (
            <>
              <p>{t("worker.attempt", { answered: attempt.answered, of: attempt.of })}</p>
              <Ruler
                total={attempt.of}
                done={attempt.answered}
                divisions={attempt.of}
                label={t("worker.attempt", { answered: attempt.answered, of: attempt.of })}
              />
              <p className="dim">{t("worker.deadline", { time: formatTime(attempt.deadlineAt) })}</p>
              <p className="mt-3">
                <ButtonLink wide to={`/exams/${attempt.id}`}>
                  {t("worker.continueAttempt")}
                </ButtonLink>
              </p>
            </>
          ) : (
            <>
              <p>{t("worker.noAttempt")}</p>
              <p className="mt-3">
                <ButtonLink wide to="/exams">
                  {t("worker.startAttempt")}
                </ButtonLink>
              </p>
            </>
          )}
        </Section>
        <Section title={t("worker.hours")}>
          <Stat
            value={Math.floor(today.minutes / 60)}
            unit={t("worker.hoursUnit", { minutes: today.minutes % 60 })}
            says={t("worker.hoursText")}
          />
        </Section>
        <Section title={t("worker.points")} aside={<Go to="/ranking">{t("worker.ranking")}</Go>}>
          <Stat value={today.points} unit={t("worker.pointsUnit")} />
          <Go to="/points">{t("worker.entries")}</Go>
        </Section>
      </div>
    </div>
  );
}
