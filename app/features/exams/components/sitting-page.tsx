import { Form, useSubmit } from "@remix-run/react";
import { useRef, useState, type FormEvent, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { AnswerCard } from "~/ui/answer-card";
import { Bar } from "~/ui/bar";
import { BareFrame } from "~/ui/bare-frame";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Foot } from "~/ui/foot";
import { Icon } from "~/ui/icon";
import { Notice } from "~/ui/notice";
import { OptionList } from "~/ui/option-list";
import { Receipt } from "~/ui/receipt";
import { Section } from "~/ui/section";
import { Tag } from "~/ui/tag";
import { useLanguage } from "~/ui/use-language";
import type { SittingItem } from "../read-attempt.server";
import { useAnswerQueue, type QueueState } from "../use-answer-queue";
import { clockText, useTimeLeft } from "../use-time-left";

interface Props {
  paper: {
    id: string;
    form: { title: string; titleEn: string };
    savedAt: string | null;
    items: SittingItem[];
  };
  /** The item to show first, from 0. */
  at: number;
  leftMs: number;
  person: string;
}

const letters = ["A", "B", "C", "D", "E"];

/**
 * A paper under way, one item at a time. Every button is a submit button of the item's form, so that the page works
 * without JavaScript; with it, answers are saved as they are given and buttons only turn the page.
 */
export function SittingPage({ paper, at: first, leftMs, person }: Props) {
  const { t } = useTranslation(["exams", "common"]);
  const { titled } = useLanguage();
  const [at, setAt] = useState(first);
  const submit = useSubmit();
  const heading = useRef<HTMLParagraphElement>(null);
  const queue = useAnswerQueue({ person, attempt: paper.id, stored: paper.items, savedAt: paper.savedAt });
  const [stuck, setStuck] = useState(false);
  const handIn = async () => {
    // A hand-in that fails on the way would put an error page in the place of the paper.
    if (navigator.onLine && (await queue.send()))
      submit({ intent: "hand-in" }, { method: "post", action: `/exams/${paper.id}?index` });
    else setStuck(true);
  };
  const left = useTimeLeft(leftMs, () => void handIn());
  const item = paper.items[at];
  if (!item) return null;
  const answer = queue.answers[at] ?? { chosen: [], flagged: false };
  const answered = queue.answers.filter((each) => each.chosen.length > 0).length;
  const last = paper.items.length - 1;

  const turn = (to: number) => (event: MouseEvent) => {
    event.preventDefault();
    setAt(to);
    // A reload comes back to this item; the way back still leads out of the paper at once.
    history.replaceState(history.state, "", `?q=${to + 1}`);
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  };
  const change = (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget);
    queue.give(at, {
      chosen: form.getAll("chosen").map(String).sort(),
      flagged: form.get("flagged") === "on",
    });
  };
  return (
    <BareFrame
      skip={t("common:frame.skip")}
      width="read"
      bar={
        <Bar
          heading
          title={titled(paper.form)}
          end={
            <p className="exam-bar__time" role="timer">
              {t("left")} <b>{clockText(left)}</b>
            </p>
          }
        >
          {queue.state !== "idle" && <QueueNotice state={queue.state} />}
        </Bar>
      }
      foot={
        <Foot
          above={
            <Receipt
              saved={queue.savedAt && queue.state !== "too-late" && t("saved", { time: queue.savedAt })}
              local={queue.waiting.length > 0 && t("waiting", { count: queue.waiting.length })}
            />
          }
        >
          <Button
            form="item"
            type="submit"
            name="go"
            value={Math.max(0, at - 1)}
            icon="chevron-left"
            kind="icon"
            aria-label={t("previous")}
            onClick={turn(Math.max(0, at - 1))}
          />
          <ButtonLink to="#card">{t("card.open", { answered, of: paper.items.length })}</ButtonLink>
          {at < last ? (
            <Button form="item" kind="primary" type="submit" name="go" value={at + 1} onClick={turn(at + 1)}>
              {t("nextItem")}
            </Button>
          ) : (
            <ButtonLink kind="primary" to="#hand-in">
              {t("toHandIn")}
            </ButtonLink>
          )}
        </Foot>
      }
    >
      <Form method="post" id="item" onChange={change} preventScrollReset>
        <input type="hidden" name="intent" value="answer" />
        <input type="hidden" name="position" value={at} />
        <input type="hidden" name="seq" value={item.seq + 1} />
        <div className="q-head">
          <p ref={heading} tabIndex={-1}>
            <b>{t("item", { number: at + 1 })}</b> <span className="dim">/ {paper.items.length}</span>
          </p>
          <label className="flag">
            <input
              key={`${at}-${queue.shown}`}
              type="checkbox"
              name="flagged"
              className="vh"
              defaultChecked={answer.flagged}
            />
            <Icon name="flag" />
            <span>{t(answer.flagged ? "flagged" : "flag")}</span>
          </label>
        </div>
        <fieldset>
          <legend className="stem">{item.stem}</legend>
          <p className="q-rule">
            <Tag>{t(`kind.${item.kind}`)}</Tag> {t(`rule.${item.kind}`)}
          </p>
          <OptionList
            key={`${at}-${queue.shown}`}
            name="chosen"
            multiple={item.kind === "multiple"}
            locked={queue.state === "submitted" || queue.state === "too-late"}
            options={item.options.map(({ key, text }, index) => ({
              value: key,
              mark: letters[index] ?? "",
              text,
              chosen: answer.chosen.includes(key),
            }))}
          />
        </fieldset>
      </Form>
      <Section
        title={t("card.title")}
        id="card"
        aside={t("card.says", { answered, open: paper.items.length - answered })}
      >
        {/* Numbers post the item's form without JavaScript, and turn the page with it. */}
        <div
          onClick={(event) => {
            const button = (event.target as Element).closest("button[name=number]");
            if (button instanceof HTMLButtonElement) turn(Number(button.value) - 1)(event);
          }}
        >
          <AnswerCard
            form={{ id: "item", name: "number" }}
            words={{
              answered: t("card.answered"),
              open: t("card.openItem"),
              flagged: t("card.flagged"),
              local: t("card.local"),
            }}
            parts={(["single", "multiple"] as const).map((kind) => ({
              key: kind,
              title: t(`kind.${kind}`),
              note: t(`card.${kind}`),
              items: paper.items.flatMap((each, index) => {
                if (each.kind !== kind) return [];
                const given = queue.answers[index];
                const state = {
                  answered: (given?.chosen.length ?? 0) > 0,
                  flagged: given?.flagged ?? false,
                  local: queue.waiting.includes(index),
                };
                const says = [
                  t(state.answered ? "card.answered" : "card.openItem"),
                  state.flagged && t("card.flagged"),
                  state.local && t("card.local"),
                ];
                return [
                  {
                    number: index + 1,
                    to: `?q=${index + 1}`,
                    current: index === at,
                    says: says.filter(Boolean).join(t("card.comma")),
                    ...state,
                  },
                ];
              }),
            }))}
          />
        </div>
      </Section>
      <Section title={t("handIn.title")} id="hand-in">
        {stuck && <Notice kind="warn" role="alert" title={t("handIn.stuck")} />}
        <p>
          {t("handIn.text", { open: paper.items.length - answered, count: paper.items.length - answered })}
        </p>
        <Form
          method="post"
          className="btns mt-4"
          onSubmit={(event) => {
            event.preventDefault();
            void handIn();
          }}
        >
          <input type="hidden" name="intent" value="hand-in" />
          <Button type="submit">{t("handIn.go", { answered, of: paper.items.length })}</Button>
        </Form>
      </Section>
    </BareFrame>
  );
}

function QueueNotice({ state }: { state: Exclude<QueueState, "idle"> }) {
  const { t } = useTranslation("exams");
  return (
    <div className="offline" role="status">
      <Icon name={state === "offline" ? "wifi-off" : "info"} />
      <p>
        <b>{t(`queue.${state}.title`)}</b>
        {t(`queue.${state}.text`)}{" "}
        {(state === "submitted" || state === "too-late") && <a href="/exams">{t("queue.toExams")}</a>}
        {state === "signed-out" && (
          <a href="/login" target="_blank" rel="noreferrer">
            {t("queue.signIn")}
          </a>
        )}
      </p>
    </div>
  );
}
