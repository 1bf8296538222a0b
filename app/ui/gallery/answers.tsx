import { AnswerCard, type CardItem } from "../answer-card";
import { Bar } from "../bar";
import { Button } from "../button";
import { ButtonLink } from "../button-link";
import { Foot } from "../foot";
import { OptionList } from "../option-list";
import { Receipt } from "../receipt";
import { Section } from "../section";
import { Tag } from "../tag";
import { Sub, useWords } from "./use-words";

export function Answers() {
  const { t } = useWords("answer");
  const words = { right: t("right"), missed: t("missed"), wrong: t("wrong") };
  const says = (item: Pick<CardItem, "answered" | "flagged" | "local">) =>
    [t(item.answered ? "answered" : "open"), item.flagged && t("flagged"), item.local && t("local")]
      .filter(Boolean)
      .join(t("comma"));
  const item = (
    number: number,
    state: Pick<CardItem, "answered" | "flagged" | "local" | "current"> = {},
  ) => ({
    number,
    ...state,
    says: says(state),
    to: `?item=${number}`,
  });
  const several = [
    { value: "a", mark: "A", text: t("a"), chosen: true },
    { value: "b", mark: "B", text: t("b"), chosen: true },
    { value: "c", mark: "C", text: t("c") },
    { value: "d", mark: "D", text: t("d") },
  ];
  return (
    <Section title={t("title")}>
      <fieldset>
        <legend className="stem">{t("stem")}</legend>
        <p className="q-rule">
          <Tag>{t("multi")}</Tag>
          {t("rule")}
        </p>
        <OptionList name="gallery-several" multiple options={several} />
      </fieldset>
      <Sub>{t("single")}</Sub>
      <OptionList
        name="gallery-one"
        options={[
          { value: "a", mark: "A", text: t("sa"), chosen: true },
          { value: "b", mark: "B", text: t("sb") },
        ]}
      />
      <Sub>{t("marked")}</Sub>
      <OptionList
        name="gallery-marked"
        multiple
        locked
        words={words}
        options={several.map((option, index) => ({
          ...option,
          state: (["right", "wrong", "missed", undefined] as const)[index],
        }))}
      />
      <Sub>{t("locked")}</Sub>
      <OptionList name="gallery-locked" multiple locked options={several.slice(1, 3)} />
      <Sub>{t("card")}</Sub>
      <AnswerCard
        words={{ answered: t("answered"), open: t("open"), flagged: t("flagged"), local: t("local") }}
        parts={[
          {
            key: "several",
            title: t("cardMulti"),
            note: t("cardMultiNote"),
            items: Array.from({ length: 12 }, (_, index) =>
              item(61 + index, {
                answered: index < 5 || index === 6,
                flagged: index === 2 || index === 6 || index === 11,
                local: index === 4 || index === 6,
                current: index === 6,
              }),
            ),
          },
          {
            key: "one",
            title: t("cardSingle"),
            note: t("cardSingleNote"),
            items: Array.from({ length: 6 }, (_, index) => item(index + 1, { answered: index !== 3 })),
          },
        ]}
      />
      <Sub>{t("receipt")}</Sub>
      <div className="gal__frame">
        <Bar
          title={t("paper")}
          back={{ to: "?exams", label: t("back") }}
          end={
            <p className="bar__time">
              <span className="note">{t("left")}</span> <b>42:16</b>
            </p>
          }
        />
        <Foot above={<Receipt saved={t("saved")} local={t("kept")} />}>
          <ButtonLink kind="icon" icon="chevron-left" to="?previous" aria-label={t("previous")} />
          <ButtonLink to="?card">{t("cardOpen")}</ButtonLink>
          <Button kind="primary">{t("nextItem")}</Button>
        </Foot>
      </div>
    </Section>
  );
}
