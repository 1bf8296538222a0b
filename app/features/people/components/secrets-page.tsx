import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Check } from "~/ui/check";
import { Choices } from "~/ui/choices";
import { Field } from "~/ui/field";
import { Go } from "~/ui/go";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { secretKinds, type SecretKind } from "../rules/secret";
import type { MaskedSecrets } from "../secrets.server";
import { formReader } from "./form-reader";
import { useFocusOnError } from "~/ui/use-focus-on-error";
import { OwnReveals, type RevealRow } from "./own-reveals";

interface SecretsPageProps {
  title: string;
  person: { id: string; name: string; employeeNo: string };
  masked: MaskedSecrets | null;
  /** Whether this person may enter them too. */
  writes: boolean;
  reveals: RevealRow[];
  result?: SubmissionResult<string[]>;
  /** The answer to a reason: there until the page is left. */
  shown?: { kind: SecretKind; text: string };
  kept?: SecretKind;
}

const usual = ["exam", "registration", "payout", "dispute", "inspection"] as const;

/** ID number and payee account of somebody: masked, in full for a reason, and to be entered. */
export function SecretsPage(props: SecretsPageProps) {
  const { title, person, masked, writes, reveals, result, shown, kept } = props;
  const { t } = useTranslation("privacy");
  const busy = useNavigation().state !== "idle";
  useFocusOnError(result);
  const { value, error } = formReader(result, (key) => t(key as "refusal.taken"));
  /** Both forms have a kind; the one that came back shows what was chosen in it. */
  const setting = value("act") === "set";
  const maskOf = (kind: SecretKind) =>
    (kind === "id-number" ? masked?.idNumber : masked?.payeeAccount) ?? null;
  const known = secretKinds.filter((kind) => maskOf(kind) !== null);
  return (
    <>
      <PageHead
        crumb={{ to: `/desk/people/${person.id}`, label: person.name }}
        title={title}
        sub={`${person.name} ${person.employeeNo}`}
      />
      {/* The answer to the last act. */}
      <div className="mb-5">
        {shown && (
          <Notice kind="warn" role="status" title={t(`kind.${shown.kind}`)}>
            <p className="text">{shown.text}</p>
            <p className="note">{t("secrets.shownOnce")}</p>
          </Notice>
        )}
        {kept && (
          <Notice kind="done" role="status">
            {t("secrets.kept", { what: t(`kind.${kept}`) })}
          </Notice>
        )}
      </div>
      <Section title={t("secrets.look")}>
        {known.length === 0 ? (
          <p className="dim">{t("secrets.none")}</p>
        ) : (
          <Form method="post" className="stack">
            <Choices
              label={t("secrets.which")}
              hint={t("secrets.whichHint")}
              error={setting ? undefined : error("kind")}
            >
              {known.map((kind) => (
                <Check
                  key={kind}
                  type="radio"
                  name="kind"
                  value={kind}
                  label={t(`kind.${kind}`)}
                  note={maskOf(kind)}
                  defaultChecked={!setting && value("kind") === kind}
                />
              ))}
            </Choices>
            <Select
              name="usual"
              label={t("secrets.reason")}
              defaultValue={value("usual")}
              options={[
                ...usual
                  .map((reason) => t(`secrets.usual.${reason}`))
                  .map((text) => ({ value: text, label: text })),
                { value: "", label: t("secrets.usual.other") },
              ]}
            />
            <Field
              name="detail"
              label={t("secrets.detail")}
              hint={t("secrets.detailHint")}
              defaultValue={value("detail")}
              error={error("detail")}
              maxLength={200}
              autoComplete="off"
            />
            <Button type="submit" kind="primary" busy={busy}>
              {t("secrets.show")}
            </Button>
          </Form>
        )}
      </Section>
      {writes && (
        <Section title={t("secrets.enter")}>
          <Form method="post" className="stack" autoComplete="off">
            <input type="hidden" name="act" value="set" />
            <Select
              name="kind"
              label={t("secrets.which")}
              defaultValue={setting ? value("kind") : undefined}
              options={secretKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            />
            <Field
              name="text"
              label={t("secrets.text")}
              hint={t("secrets.textHint")}
              error={error("text")}
              autoComplete="off"
            />
            <Button type="submit" busy={busy}>
              {t("secrets.keep")}
            </Button>
          </Form>
        </Section>
      )}
      <OwnReveals rows={reveals} />
      <p className="mt-4">
        <Go to={`/desk/people/${person.id}/erasure`}>{t("secrets.toErasure")}</Go>
      </p>
    </>
  );
}
