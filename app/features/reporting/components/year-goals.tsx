import { useTranslation } from "react-i18next";
import { standing } from "~/features/training/rules/targets";
import { Legend } from "~/ui/legend";
import { Ruler } from "~/ui/ruler";
import { Stat } from "~/ui/stat";
import type { YearFigures } from "../targets.server";

/** 场次 and 人次 beside their targets: happened, promised, missing, and where an even pace would be. */
export function YearGoals({ figures, today }: { figures: YearFigures; today: string }) {
  const { t, i18n } = useTranslation("reporting");
  const { year, sessions, personTimes, targets } = figures;
  const grouped = (n: number) => n.toLocaleString(i18n.language === "en" ? "en" : "zh-CN");
  if (!targets) {
    return (
      <>
        <div className="goals">
          <Stat label={t("goals.sessions")} value={sessions} unit={t("goals.sessionsHere")} />
          <Stat
            label={t("goals.personTimes", { people: grouped(figures.people) })}
            value={grouped(personTimes)}
            unit={t("goals.personTimesHere")}
          />
        </div>
        <p className="note">{t("goals.noTarget")}</p>
      </>
    );
  }
  const bySession = { year, today, target: targets.sessions, done: sessions, due: figures.sessionsDue };
  const byPerson = {
    year,
    today,
    target: targets.personTimes,
    done: personTimes,
    due: figures.personTimesDue,
  };
  const session = standing(bySession);
  const person = standing(byPerson);
  const ruler = (of: typeof bySession, at: typeof session, tenths: boolean) => {
    const pace = tenths ? (at.paceTenths / 10).toFixed(1) : grouped(Math.round(at.paceTenths / 10));
    return (
      <Ruler
        total={of.target}
        done={of.done}
        due={of.due}
        miss={at.missing}
        divisions={tenths ? of.target : undefined}
        complete={of.done >= of.target}
        now={{ at: at.paceTenths / 10, label: t("goals.pace", { pace }) }}
        label={t("goals.says", { done: of.done, target: of.target, due: of.due, missing: at.missing, pace })}
      />
    );
  };
  return (
    <div className="goals">
      <Stat
        label={t("goals.sessions")}
        value={sessions}
        unit={t("goals.ofSessions", { target: targets.sessions })}
      >
        {ruler(bySession, session, true)}
        <Legend
          items={[
            { key: "done", label: t("goals.held", { count: sessions }) },
            { key: "due", label: t("goals.arranged", { count: figures.sessionsDue }) },
            ...(session.missing
              ? [{ key: "miss" as const, label: t("goals.unarranged", { count: session.missing }) }]
              : []),
          ]}
        />
      </Stat>
      <Stat
        label={t("goals.personTimes", { people: grouped(figures.people) })}
        value={grouped(personTimes)}
        unit={t("goals.ofPersonTimes", { target: grouped(targets.personTimes) })}
      >
        {ruler(byPerson, person, false)}
        <Legend
          items={[
            { key: "done", label: t("goals.came", { count: personTimes }) },
            { key: "due", label: t("goals.enrolled", { count: figures.personTimesDue }) },
            ...(person.missing
              ? [{ key: "miss" as const, label: t("goals.lacking", { count: person.missing }) }]
              : []),
          ]}
        />
      </Stat>
    </div>
  );
}
