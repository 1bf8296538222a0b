import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { Tabs } from "~/ui/tabs";
import { Tag } from "~/ui/tag";
import { useLanguage } from "~/ui/use-language";
import type { TimelineEvent } from "../person-timeline.server";
import type { TimelineKind } from "../rules/timeline";

interface Props {
  events: TimelineEvent[];
  /** Of how many, when not all are shown. */
  total: number;
  kinds: TimelineKind[];
  kind: TimelineKind | null;
  today: string;
  /** The address with another choice. */
  address: (choice: { kind?: TimelineKind; all?: boolean }) => string;
}

/** What happened to somebody, newest first; a kind at a time on request. */
export function PersonTimeline({ events, total, kinds, kind, today, address }: Props) {
  const { t } = useTranslation("staff");
  const { language } = useLanguage();
  const says = useEventWords();
  return (
    <Section title={t("timeline.title")} id="timeline" aside={t("timeline.count", { count: total })}>
      <Tabs
        label={t("timeline.kinds")}
        items={[
          { to: address({}), label: t("timeline.all"), current: kind === null },
          ...kinds.map((each) => ({
            to: address({ kind: each }),
            label: t(`timeline.kind.${each}`),
            current: kind === each,
          })),
        ]}
      />
      {events.length === 0 ? (
        <Empty title={t("timeline.empty")}>{t("timeline.emptyText")}</Empty>
      ) : (
        <Rows ordered>
          {events.map((event) => (
            <Row
              key={event.key}
              end={<Tag>{event.on > today ? t("timeline.ahead") : t(`timeline.kind.${event.kind}`)}</Tag>}
            >
              <span className="dim">
                <time dateTime={event.on}>{formatDay(event.on, language)}</time>
              </span>
              <br />
              {says(event)}
            </Row>
          ))}
        </Rows>
      )}
      {events.length < total && (
        <Go to={address({ kind: kind ?? undefined, all: true })}>{t("timeline.more")}</Go>
      )}
    </Section>
  );
}

function useEventWords() {
  const { t } = useTranslation("staff");
  const { language, named } = useLanguage();
  return (event: TimelineEvent): string => {
    switch (event.what) {
      case "joined":
        return t("event.joined");
      case "left":
        return t("event.left");
      case "post":
        return t("event.post", { unit: named(event), title: event.title });
      case "graduated":
        return t("event.graduated", {
          level: t(`education.${event.level as "bachelor"}`),
          school: [event.name, event.major].filter(Boolean).join(t("comma")),
        });
      case "appraised":
        return t("event.appraised", { year: event.year, grade: t(`grade.${event.grade as "basic"}`) });
      case "course":
        return t("event.course", { name: named(event), minutes: event.minutes });
      case "session":
        return t("event.session", { name: named(event), minutes: event.minutes });
      case "attempt":
        return t(event.passed ? "event.passed" : "event.attempt", { marks: event.marks, of: event.of });
      case "hours":
        return t("event.hours", {
          minutes: event.minutes,
          source:
            event.source === "course"
              ? t("event.fromCourse")
              : event.source === "session"
                ? t("event.fromSession")
                : event.source,
        });
      case "certificate":
        return t("event.certificate", { level: t(`level.${event.level as "junior"}`) });
      case "registered":
        return t("event.registered", { until: formatDay(event.until, language) });
      case "points":
        return t("event.points", { count: event.amount });
    }
  };
}
