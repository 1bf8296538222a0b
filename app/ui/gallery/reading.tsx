import { Bar } from "../bar";
import { ButtonLink } from "../button-link";
import { Foot } from "../foot";
import { Icon } from "../icon";
import { OptionList } from "../option-list";
import { Ruler } from "../ruler";
import { Section } from "../section";
import { useWords } from "./use-words";

export function Reading() {
  const { t } = useWords("read");
  const answer = useWords("answer");
  return (
    <Section title={t("title")} className="wide">
      <div className="pv max-w-page">
        <Bar
          title={t("bar")}
          back={{ to: "?course", label: t("barBack") }}
          end={
            <>
              <ButtonLink kind="icon" icon="text-size" to="?size" aria-label={t("size")} />
              <ButtonLink kind="icon" icon="list" to="?contents" aria-label={t("contents")} />
            </>
          }
        >
          <Ruler total={6} done={3} divisions={6} thin label={t("bar")} />
        </Bar>
        <article className="read">
          <header className="lesson-head">
            <h3>{t("lesson")}</h3>
            <p className="byline">{t("byline")}</p>
          </header>
          <section className="case">
            <p className="case__label">
              <Icon name="file" />
              {t("case")}
            </p>
            <h4 className="case__title">{t("caseTitle")}</h4>
            <p>{t("caseText")}</p>
          </section>
          <h3>{t("stepsTitle")}</h3>
          <ol className="steps">
            <li>
              <b>{t("s1")}</b>
              {t("s1Text")}
            </li>
            <li>
              <b>{t("s2")}</b>
              {t("s2Text")}
            </li>
          </ol>
          <div className="law">
            <blockquote>{t("law")}</blockquote>
            <cite className="law__src">{t("lawSrc")}</cite>
          </div>
          <section className="quiz">
            <p className="note">{t("quizNote")}</p>
            <h4 className="quiz__q">{t("quiz")}</h4>
            <OptionList
              name="gallery-quiz"
              locked
              words={{ right: answer.t("right"), missed: answer.t("missed"), wrong: answer.t("wrong") }}
              options={[
                { value: "a", mark: "A", text: answer.t("sa"), state: "missed" },
                { value: "b", mark: "B", text: answer.t("sb"), state: "wrong" },
              ]}
            />
            <div className="feedback">
              <p>
                <b>{t("feedback")}</b>
              </p>
              <p>{t("feedbackText")}</p>
            </div>
          </section>
        </article>
        <Foot>
          <ButtonLink kind="icon" icon="chevron-left" to="?previous" aria-label={t("prev")} />
          <ButtonLink kind="primary" to="?next">
            {t("next")}
          </ButtonLink>
        </Foot>
      </div>
    </Section>
  );
}
