import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Check } from "~/ui/check";
import { Facts } from "~/ui/facts";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import type { erasureCounts } from "../erase.server";
import type { ErasureRefusal } from "../rules/erasure";
import { formReader } from "./form-reader";
import { useFocusOnError } from "~/ui/use-focus-on-error";

interface ErasurePageProps {
  title: string;
  person: { id: string; name: string };
  legalHold: string;
  refusal: ErasureRefusal | null;
  /** The last day on which the records have to be there; null for somebody who works here. */
  keptUntil: string | null;
  counts: Awaited<ReturnType<typeof erasureCounts>>;
  wrong?: ErasureRefusal | "notSure";
  /** What came back of the form for the hold. */
  result?: SubmissionResult<string[]>;
}

/** What erasing somebody would take away and leave, the hold that forbids it, and the act itself. */
export function ErasurePage({
  title,
  person,
  legalHold,
  refusal,
  keptUntil,
  counts,
  wrong,
  result,
}: ErasurePageProps) {
  const { t } = useTranslation("privacy");
  const { language } = useLanguage();
  const busy = useNavigation().state !== "idle";
  const day = keptUntil ? formatDay(keptUntil, language) : "";
  const words = (why: ErasureRefusal) => t(`erasure.refusal.${why}`, { day, hold: legalHold });
  useFocusOnError(result);
  const { value, error } = formReader(result, (key) => t(key as "error.reasonShort"));
  const { goes, stays } = counts;
  if (refusal === "erased")
    return (
      <>
        <PageHead crumb={{ to: "/desk/people", label: t("erasure.people") }} title={title} />
        <Notice kind="done" role="status" title={t("erasure.refusal.erased")}>
          {t("erasure.stayed", {
            ledger: stays.ledger,
            figures: stays.attendances + stays.certificates,
          })}
        </Notice>
      </>
    );
  return (
    <>
      <PageHead
        crumb={{ to: `/desk/people/${person.id}`, label: person.name }}
        title={title}
        sub={t("erasure.sub", { name: person.name })}
      />
      {wrong && wrong !== "notSure" && (
        <Notice kind="danger" role="alert">
          {words(wrong)}
        </Notice>
      )}
      <Section title={t("erasure.what")}>
        <Facts
          items={[
            { value: goes.secrets, text: t("erasure.goes.secrets") },
            { value: goes.education + goes.workPeriods + goes.appraisals, text: t("erasure.goes.master") },
            { value: stays.ledger, text: t("erasure.stays.ledger") },
            { value: stays.attendances + stays.certificates, text: t("erasure.stays.figures") },
          ]}
        />
        <p className="dim mt-3">{t("erasure.also")}</p>
        {refusal ? (
          <div className="mt-4">
            <Notice kind="info">{words(refusal)}</Notice>
          </div>
        ) : (
          <Form method="post" className="stack mt-4">
            <input type="hidden" name="act" value="erase" />
            <Check name="sure" value="yes" label={t("erasure.sure", { name: person.name })} />
            {wrong === "notSure" && (
              <Notice kind="danger" role="alert">
                {t("erasure.notSure")}
              </Notice>
            )}
            <Button type="submit" kind="primary" busy={busy}>
              {t("erasure.go")}
            </Button>
          </Form>
        )}
      </Section>
      <Section title={t("erasure.hold")}>
        <p className="dim">{t("erasure.holdText")}</p>
        <Form method="post" className="stack mt-4">
          <Field
            name="hold"
            label={t("erasure.holdReason")}
            hint={t("erasure.holdHint")}
            defaultValue={value("hold") ?? legalHold}
            error={error("hold")}
            maxLength={200}
          />
          <p className="btns mt-3">
            <Button type="submit" name="act" value="hold" busy={busy}>
              {t("erasure.holdSet")}
            </Button>
            {legalHold && (
              <Button type="submit" name="act" value="release" kind="quiet" busy={busy}>
                {t("erasure.holdLift")}
              </Button>
            )}
          </p>
        </Form>
      </Section>
    </>
  );
}
