import { Band } from "../band";
import { Basis } from "../basis";
import { Legend } from "../legend";
import { Ready } from "../ready";
import { Ruler } from "../ruler";
import { Section } from "../section";
import { Stat } from "../stat";
import { State } from "../state";
import { Sub, useWords } from "./use-words";

export function Rulers() {
  const { t } = useWords("ruler");
  return (
    <Section title={t("title")}>
      <div className="goals">
        <Stat label={t("sessions")} value="14" unit={t("sessionsUnit")}>
          <Ruler
            total={20}
            done={14}
            due={5}
            miss={1}
            divisions={20}
            now={{ at: 17.9, label: t("today") }}
            label={t("sessionsLabel")}
          />
          <Legend
            items={[
              { key: "done", label: t("done") },
              { key: "due", label: t("due") },
              { key: "miss", label: t("miss") },
            ]}
          />
        </Stat>
        <Stat label={t("people")} value="706" unit={t("peopleUnit")}>
          <Ruler
            total={1000}
            done={706}
            due={237}
            miss={57}
            now={{ at: 896, label: t("peopleToday") }}
            label={t("peopleLabel")}
          />
          <Legend
            items={[
              { key: "done", label: t("peopleDone") },
              { key: "due", label: t("peopleDue") },
              { key: "miss", label: t("peopleMiss") },
            ]}
          />
        </Stat>
      </div>
      <Sub>{t("full")}</Sub>
      <Stat value="72" unit={t("hours")} says={<State kind="ok">{t("hoursSay")}</State>}>
        <Ruler total={72} done={72} divisions={6} complete label={t("hoursLabel")} />
      </Stat>
      <Sub>{t("early")}</Sub>
      <Stat value="0" unit={t("hours")} says={t("earlySay")}>
        <Ruler
          total={72}
          done={0}
          divisions={6}
          now={{ at: 3, label: t("earlyToday") }}
          label={t("earlyLabel")}
        />
      </Stat>
      <Sub>{t("thin")}</Sub>
      <Ruler total={6} done={3} divisions={6} thin label={t("thinLabel")} />
      <Sub>{t("ready")}</Sub>
      <Stat
        large
        before={t("countdown")}
        value="180"
        unit={t("days")}
        label={t("exam")}
        says={t("examSay")}
      />
      <ul className="readylist">
        <Ready name={t("s1")} says={t("s1Say")}>
          <Band low={63} high={72} mark={60} markLabel={t("pass")} label={t("s1Band")} />
        </Ready>
        <Ready name={t("s2")} says={t("s2Say")}>
          <Band low={58} high={61} mark={60} markLabel={t("pass")} label={t("s2Band")} />
          <p className="dim">{t("s2More")}</p>
        </Ready>
        <Ready name={t("s3")} says={t("s3Say")} unsure>
          <p className="dim">{t("s3More")}</p>
        </Ready>
        <Ready name={t("s4")} says={<State kind="ok">{t("s4Say")}</State>} />
      </ul>
      <Basis link={{ to: "?basis", label: t("basisLink") }}>{t("basis")}</Basis>
    </Section>
  );
}
