import { Form, useNavigation } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Go } from "~/ui/go";
import { isApplied, type CorrectionField } from "../rules/correction";
import { useFocusOnError } from "~/ui/use-focus-on-error";

/** Why a decision was not taken, as `decideCorrection` says. */
export type DecisionWrong = "decided" | "own" | "answer-missing" | "fits-not" | "erase-there";

interface CorrectionDecisionProps {
  id: string;
  personId: string;
  field: CorrectionField;
  /** One's own request, which another decides. */
  own: boolean;
  wrong?: { refusal: DecisionWrong; answer: string };
}

/** Accepting a simple field changes it; the others are put right on the person's page first. */
export function CorrectionDecision({ id, personId, field, own, wrong }: CorrectionDecisionProps) {
  const { t } = useTranslation("privacy");
  const busy = useNavigation().state !== "idle";
  // The same answer is the same object, so the focus is led once.
  useFocusOnError(useMemo(() => wrong && { error: { answer: [wrong.refusal] } }, [wrong]));
  if (own) return <p className="note">{t("decision.own")}</p>;
  const elsewhere =
    field === "erasure"
      ? `/desk/people/${personId}/erasure`
      : field === "idNumber"
        ? `/desk/people/${personId}/secrets`
        : `/desk/people/${personId}`;
  return (
    <Form method="post" className="stack w-full max-w-md">
      <input type="hidden" name="request" value={id} />
      {!isApplied(field) && (
        <p>
          {t(field === "erasure" ? "decision.eraseThere" : "decision.byHand")}{" "}
          <Go to={elsewhere}>{t("decision.there")}</Go>
        </p>
      )}
      <Field
        name="answer"
        label={t("decision.answer")}
        hint={t("decision.answerHint")}
        defaultValue={wrong?.answer}
        error={wrong && t(`decision.refusal.${wrong.refusal}`)}
        maxLength={500}
      />
      <p className="btns mt-3">
        {field !== "erasure" && (
          <Button type="submit" name="verdict" value="accept" icon="check" busy={busy}>
            {t(isApplied(field) ? "decision.apply" : "decision.accept")}
          </Button>
        )}
        <Button type="submit" name="verdict" value="decline" kind="quiet" busy={busy}>
          {t("decision.decline")}
        </Button>
      </p>
    </Form>
  );
}
