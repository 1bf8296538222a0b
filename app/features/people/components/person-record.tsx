import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { ButtonLink } from "~/ui/button-link";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import type { PersonDetail } from "../person-detail.server";
import { rowKeys, type MasterPart } from "../rules/master";

interface Props {
  person: PersonDetail;
  canWrite: boolean;
  /** Masked; null for somebody who may not see them in full either. */
  secrets: { idNumber: string | null; payeeAccount: string | null } | null;
}

/** What is held of somebody, part by part, each with the way to its form. */
export function PersonRecord({ person, canWrite, secrets }: Props) {
  const { t } = useTranslation("staff");
  const { language, named } = useLanguage();
  const { master, posts } = person;
  const here = `/desk/people/${person.id}`;
  const day = (text: string | null) => (text ? formatDay(text, language) : t("unknown"));
  const span = (from: string | null, to: string | null) => (
    <>
      <span className="nb">{day(from)}</span>
      {language === "en" && " "}
      <wbr />
      <span className="nb">{t("spanTo", { to: to ? formatDay(to, language) : t("untilNow") })}</span>
    </>
  );
  const edit = (part: MasterPart, row = "") =>
    `${here}/edit?${new URLSearchParams({ part, ...(row && { row }) }).toString()}`;
  const add = (part: Exclude<MasterPart, "basics">) =>
    canWrite && (
      <ButtonLink icon="plus" to={edit(part)}>
        {t(`add.${part}`)}
      </ButtonLink>
    );
  const change = (part: MasterPart, row: string, says: string) =>
    canWrite && (
      <ButtonLink kind="icon" icon="pencil" to={edit(part, row)} aria-label={t("changeRow", { row: says })} />
    );
  return (
    <>
      <Section
        title={t("part.basics")}
        aside={
          canWrite && (
            <ButtonLink icon="pencil" to={edit("basics")}>
              {t("change")}
            </ButtonLink>
          )
        }
      >
        <Rows>
          <Row end={person.employeeNo}>{t("field.employeeNo")}</Row>
          <Row end={master.gender ? t(`gender.${master.gender}`) : t("unknown")}>{t("field.gender")}</Row>
          <Row end={day(master.bornOn)}>{t("field.bornOn")}</Row>
          <Row end={master.phone || t("unknown")}>{t("field.phone")}</Row>
          <Row end={<span className="break-all">{master.email || t("unknown")}</span>}>
            {t("field.email")}
          </Row>
          {secrets && (
            <>
              <Row end={<span className="note nb">{secrets.idNumber ?? t("unknown")}</span>}>
                {t("column.idNumber")}
              </Row>
              <Row end={<span className="note nb">{secrets.payeeAccount ?? t("unknown")}</span>}>
                {t("column.payeeAccount")}
              </Row>
              <Row to={`${here}/secrets`}>{t("secrets")}</Row>
            </>
          )}
        </Rows>
      </Section>
      <Section title={t("part.posts")}>
        <Table
          caption={t("part.posts")}
          rows={posts}
          rowKey={(post) => post.startsOn}
          columns={[
            { key: "unit", head: t("field.unitId"), rowHeader: true, cell: (post) => named(post) },
            { key: "title", head: t("field.title"), cell: (post) => post.title },
            {
              key: "span",
              head: t("spanHead"),
              cell: (post) => span(post.startsOn, post.endsOn),
            },
          ]}
        />
      </Section>
      <Section title={t("part.educations")} aside={add("educations")}>
        {master.educations.length === 0 ? (
          <p className="dim">{t("none.educations")}</p>
        ) : (
          <Table
            caption={t("part.educations")}
            rows={master.educations}
            rowKey={rowKeys.educations}
            columns={[
              {
                key: "level",
                head: t("field.level"),
                rowHeader: true,
                cell: (fact) => t(`education.${fact.level}`),
              },
              {
                key: "school",
                head: t("field.school"),
                cell: (fact) => [fact.school, fact.major, fact.degree].filter(Boolean).join(t("comma")),
              },
              {
                key: "kind",
                head: t("studyHead"),
                cell: (fact) =>
                  [t(fact.fullTime ? "fullTime" : "partTime"), fact.isSocialWork && t("socialWork")]
                    .filter(Boolean)
                    .join(t("comma")),
              },
              {
                key: "span",
                head: t("spanHead"),
                cell: (fact) => span(fact.startedOn, fact.graduatedOn),
              },
              ...(canWrite
                ? [
                    {
                      key: "change",
                      head: <span className="vh">{t("change")}</span>,
                      cell: (fact: (typeof master.educations)[number]) =>
                        change("educations", rowKeys.educations(fact), fact.school),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Section>
      <Section title={t("part.workPeriods")} aside={add("workPeriods")}>
        {master.workPeriods.length === 0 ? (
          <p className="dim">{t("none.workPeriods")}</p>
        ) : (
          <Table
            caption={t("part.workPeriods")}
            rows={master.workPeriods}
            rowKey={rowKeys.workPeriods}
            columns={[
              { key: "employer", head: t("field.employer"), rowHeader: true, cell: (fact) => fact.employer },
              { key: "duties", head: t("field.duties"), cell: (fact) => fact.duties },
              {
                key: "span",
                head: t("spanHead"),
                cell: (fact) => span(fact.startsOn, fact.endsOn),
              },
              ...(canWrite
                ? [
                    {
                      key: "change",
                      head: <span className="vh">{t("change")}</span>,
                      cell: (fact: (typeof master.workPeriods)[number]) =>
                        change("workPeriods", rowKeys.workPeriods(fact), fact.employer),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Section>
      <Section title={t("part.appraisals")} aside={add("appraisals")}>
        {master.appraisals.length === 0 ? (
          <p className="dim">{t("none.appraisals")}</p>
        ) : (
          <Rows>
            {[...master.appraisals].reverse().map((fact) => (
              <Row
                key={fact.year}
                end={
                  <>
                    {t(`grade.${fact.grade}`)}{" "}
                    {change("appraisals", rowKeys.appraisals(fact), String(fact.year))}
                  </>
                }
              >
                {t("yearOf", { year: fact.year })}
              </Row>
            ))}
          </Rows>
        )}
      </Section>
    </>
  );
}
