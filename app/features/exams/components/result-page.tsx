import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { Basis } from "~/ui/basis";
import { ButtonLink } from "~/ui/button-link";
import { OptionList } from "~/ui/option-list";
import { PageHead } from "~/ui/page-head";
import { Ruler } from "~/ui/ruler";
import { Section } from "~/ui/section";
import { Stat } from "~/ui/stat";
import { State } from "~/ui/state";
import { Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { useLanguage } from "~/ui/use-language";
import type { Result } from "../read-attempt.server";
import { marksText } from "../rules/score";

const letters = ["A", "B", "C", "D", "E"];

/** The score against the pass mark, by topic, and every item with its explanation. */
export function ResultPage({ result }: { result: Result }) {
  const { t } = useTranslation("exams");
  const { language, titled } = useLanguage();
  const full = marksText(result.maxHalfMarks);
  const pass = marksText(result.passHalfMarks);
  const marks = marksText(result.halfMarks);
  const words = { right: t("review.right"), missed: t("review.missed"), wrong: t("review.wrong") };
  return (
    <>
      <PageHead
        title={t("result.title")}
        sub={
          <>
            {titled(result.form)}
            <br />
            {formatMoment(result.submittedAt, language)}
          </>
        }
        crumb={{ to: "/exams", label: t("list.title") }}
      />
      <Stat
        large
        value={marks}
        unit={t("result.of", { full })}
        says={
          <State kind={result.passed ? "ok" : "late"}>
            {result.passed
              ? t("result.passed", { pass })
              : t("result.failed", { pass, short: marksText(result.passHalfMarks - result.halfMarks) })}
          </State>
        }
      >
        <Ruler
          total={result.maxHalfMarks}
          done={result.halfMarks}
          complete={result.passed}
          now={{ at: result.passHalfMarks, label: t("result.passMark", { pass }) }}
          label={t("result.says", { marks, full, pass })}
        />
      </Stat>
      <Basis>{t("result.basis", { rule: result.rule, scheme: result.scheme })}</Basis>
      {result.passed && (
        <p className="btns mt-4">
          <ButtonLink to="/points">{t("result.points")}</ButtonLink>
        </p>
      )}
      <Section title={t("result.topics")}>
        <Table
          caption={t("result.topics")}
          large
          rows={result.topics}
          rowKey={(topic) => topic.title}
          columns={[
            { key: "topic", head: t("result.topic"), rowHeader: true, cell: (topic) => titled(topic) },
            {
              key: "marks",
              head: t("result.marks"),
              align: "end",
              cell: (topic) => `${marksText(topic.halfMarks)} / ${marksText(topic.maxHalfMarks)}`,
            },
          ]}
        />
      </Section>
      <Section title={t("review.title")}>
        {result.items.map((item, index) => (
          <details key={index} className="review">
            <summary>
              <span>{t("review.item", { number: index + 1 })}</span>
              <State kind={item.halfMarks === item.maxHalfMarks ? "ok" : "late"}>
                {t("list.marks", { marks: marksText(item.halfMarks), full: marksText(item.maxHalfMarks) })}
              </State>
            </summary>
            <p className="stem">{item.stem}</p>
            <p className="q-rule">
              <Tag>{t(`kind.${item.kind}`)}</Tag>
            </p>
            <OptionList
              name={`item-${index}`}
              multiple={item.kind === "multiple"}
              locked
              words={words}
              options={item.options.map((option, at) => ({
                value: option.key,
                mark: letters[at] ?? "",
                chosen: option.chosen,
                state: option.right
                  ? option.chosen
                    ? "right"
                    : "missed"
                  : option.chosen
                    ? "wrong"
                    : undefined,
                text: (
                  <>
                    {option.text}
                    <span className="note block">{option.why}</span>
                  </>
                ),
              }))}
            />
            <p className="feedback">{item.explanation}</p>
          </details>
        ))}
      </Section>
    </>
  );
}
