import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { LessonBody } from "~/platform/mdx/lesson-body";
import { Button } from "~/ui/button";
import { OptionList } from "~/ui/option-list";
import { State } from "~/ui/state";
import type { CheckState } from "../read-lesson.server";

type Check = Extract<LessonBody["blocks"][number], { kind: "check" }>;

interface Props {
  check: Check;
  state?: CheckState;
  device: string | null;
  /** Whether this person may answer. */
  open: boolean;
}

/** One check of a lesson: graded by the server, feedback for each chosen option, open until it is right. */
export function CheckForm({ check, state, device, open }: Props) {
  const { t } = useTranslation("courses");
  const navigation = useNavigation();
  const busy = navigation.formData?.get("check") === check.id;
  const words = { right: t("check.right"), missed: t("check.missed"), wrong: t("check.wrong") };
  const options = check.options.map(({ key, html }) => {
    const feedback = state?.feedback.find((each) => each.key === key);
    const chosen = state?.chosen.includes(key) ?? false;
    const graded = chosen && state?.passed;
    return {
      value: key,
      mark: key,
      text: <span dangerouslySetInnerHTML={{ __html: html }} />,
      chosen,
      state: graded ? (feedback?.right ? ("right" as const) : ("wrong" as const)) : undefined,
    };
  });
  return (
    <section className="quiz" id={`check-${check.id}`}>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="check" />
        <input type="hidden" name="check" value={check.id} />
        {device && <input type="hidden" name="device" value={device} />}
        <fieldset>
          <legend>
            <span className="note">{t(`check.${check.type}`)}</span>
            <span className="quiz__q block" dangerouslySetInnerHTML={{ __html: check.stem }} />
          </legend>
          <OptionList
            // A new answer from the server shows as given, whatever was ticked since.
            key={state?.passed ? "passed" : "open"}
            name="chosen"
            multiple={check.type === "multiple"}
            options={options}
            locked={!open || state?.passed}
            words={words}
          />
        </fieldset>
        {state && (
          <div className="feedback" role="status">
            <p>
              {state.right ? (
                <State kind="ok">{t("check.isRight")}</State>
              ) : (
                <b>{t(state.chosen.length ? "check.isWrong" : "check.isEmpty")}</b>
              )}
            </p>
            {state.feedback.map((each) => (
              <p key={each.key}>
                <b>{each.key}</b> {each.why}
              </p>
            ))}
          </div>
        )}
        {open && !state?.passed && (
          <p className="btns mt-4">
            <Button type="submit" busy={busy}>
              {t(state?.chosen.length ? "check.again" : "check.hand")}
            </Button>
          </p>
        )}
      </Form>
    </section>
  );
}
