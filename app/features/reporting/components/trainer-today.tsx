import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { Empty } from "~/ui/empty";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";

interface Props {
  sessions: { id: string; title: string; titleEn: string; startsAt: Date; seated: number; present: number }[];
  drafts: { course: string; lesson: string; title: string; state: string }[];
}

/** A trainer's sessions, each with its roster, and the texts under way. */
export function TrainerToday({ sessions, drafts }: Props) {
  const { t } = useTranslation(["reporting", "courses"]);
  const { language, titled } = useLanguage();
  return (
    <>
      <Section title={t("trainer.sessions")}>
        {sessions.length === 0 ? (
          <Empty title={t("trainer.noSession")}>{t("trainer.noSessionText")}</Empty>
        ) : (
          <Rows>
            {sessions.map((session) => (
              <Row
                key={session.id}
                to={`/training/${session.id}/roster`}
                end={t("trainer.present", { present: session.present, seated: session.seated })}
              >
                {titled(session)}
                <br />
                <span className="dim">{formatMoment(session.startsAt, language)}</span>
              </Row>
            ))}
          </Rows>
        )}
      </Section>
      <Section title={t("trainer.drafts")}>
        {drafts.length === 0 ? (
          <Empty title={t("trainer.noDraft")}>{t("trainer.noDraftText")}</Empty>
        ) : (
          <Rows>
            {drafts.map((draft) => (
              <Row
                key={`${draft.course}/${draft.lesson}`}
                to={`/workshop/${draft.course}/${draft.lesson}`}
                end={t(`courses:state.${draft.state as "draft"}`)}
              >
                {draft.title}
              </Row>
            ))}
          </Rows>
        )}
      </Section>
    </>
  );
}
