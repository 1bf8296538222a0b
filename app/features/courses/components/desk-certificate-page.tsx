import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { civilDate, formatDay } from "~/lib/dates";
import { AnswerNotice } from "~/ui/answer-notice";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Facts } from "~/ui/facts";
import { Meta } from "~/ui/meta";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { State } from "~/ui/state";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import type { CertificateSheet } from "../course-certificate.server";
import type { RevokeRefusal } from "../rules/revoke-certificate";
import { classHours } from "../rules/class-hours";

/** What revoking takes back. */
export interface Weighed {
  reason: string;
  minutes: number;
  points: number;
}

interface Props {
  title: string;
  sheet: CertificateSheet;
  /** Whether the reader may revoke it; null for who may not at all, or when it is revoked. */
  revokes: "yes" | RevokeRefusal | null;
  done: boolean;
  result: SubmissionResult<string[]> | undefined;
  weighed: Weighed | undefined;
}

/** A certificate as HR sees it, and its revocation: reason, then what it means in numbers, then the act. */
export function DeskCertificatePage({ title, sheet, revokes, done, result, weighed }: Props) {
  const { t } = useTranslation("certificates");
  const { language, named, titled } = useLanguage();
  const day = (at: Date) => formatDay(civilDate(at), language);
  const { number, revokedAt } = sheet;
  return (
    <>
      <PageHead
        title={<span className="nb">{number}</span>}
        crumb={{ to: "/desk/certificates", label: t("desk.title") }}
        sub={
          <Meta>
            {sheet.name}
            <State kind={revokedAt ? "bad" : "ok"}>{t(revokedAt ? "revokedState" : "valid")}</State>
          </Meta>
        }
        actions={
          revokedAt === null && (
            <ButtonLink icon="download" reloadDocument to={`/certificates/${number}/pdf`}>
              {t("download")}
            </ButtonLink>
          )
        }
      />
      {done && (
        <AnswerNotice kind="done" answer={number} title={t("desk.done")}>
          {t("desk.doneText")}
        </AnswerNotice>
      )}
      <Section plain title={title} quiet>
        <Rows>
          <Row end={titled(sheet)}>{t("desk.column.course")}</Row>
          <Row end={named(sheet.partner)}>{t("desk.column.partner")}</Row>
          {sheet.unit && <Row end={named(sheet.unit)}>{t("desk.column.unit")}</Row>}
          <Row end={sheet.minutes}>{t("desk.column.minutes")}</Row>
          <Row end={classHours(sheet.minutes)}>{t("desk.column.classHours")}</Row>
          <Row end={day(sheet.issuedAt)}>{t("desk.column.issuedOn")}</Row>
          {revokedAt && <Row end={day(revokedAt)}>{t("desk.column.revokedOn")}</Row>}
          {revokedAt && <Row end={sheet.revokeReason}>{t("desk.column.reason")}</Row>}
          <Row end={sheet.versions.map(({ version }) => t("desk.version", { version })).join(t("paper.and"))}>
            {t("desk.versions")}
          </Row>
        </Rows>
      </Section>
      <p className="mt-4 noprint">
        <ButtonLink to={`/verify/${number}`}>{t("verify")}</ButtonLink>
      </p>
      {revokes !== null && (
        <Section title={t("desk.revoke")}>
          {revokes === "own" ? (
            <Notice>{t("error.own")}</Notice>
          ) : (
            <RevokeForm sheet={sheet} result={result} weighed={weighed} />
          )}
        </Section>
      )}
    </>
  );
}

function RevokeForm({ sheet, result, weighed }: Pick<Props, "sheet" | "result" | "weighed">) {
  const { t } = useTranslation("certificates");
  const busy = useNavigation().state !== "idle";
  const { number, name } = sheet;
  const typed = result?.initialValue?.reason;
  const wrong = result?.error?.reason?.[0];
  return (
    <Form method="post">
      {weighed ? (
        <>
          <AnswerNotice kind="warn" answer={weighed} title={t("desk.sure")}>
            {t("desk.sureText", { name, number, reason: weighed.reason })}
          </AnswerNotice>
          <Facts
            items={[
              { value: weighed.minutes, text: t("desk.facts.minutes") },
              { value: weighed.points, text: t("desk.facts.points") },
              { value: 1, text: t("desk.facts.told") },
            ]}
          />
          <input type="hidden" name="reason" value={weighed.reason} />
          <input type="hidden" name="confirmed" value="yes" />
        </>
      ) : (
        <>
          <p className="mb-4">{t("desk.revokeText")}</p>
          <TextArea
            name="reason"
            rows={3}
            maxLength={200}
            label={t("desk.reason")}
            hint={t("desk.reasonHint")}
            defaultValue={typeof typed === "string" ? typed : ""}
            error={wrong && t(wrong as RevokeError)}
          />
        </>
      )}
      <div className="btns mt-6">
        <Button kind="primary" busy={busy}>
          {t(weighed ? "desk.confirm" : "desk.ask")}
        </Button>
        {weighed && (
          <ButtonLink kind="quiet" to={`/desk/certificates/${number}`}>
            {t("desk.cancel")}
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}

/** What `revokeCertificateForm` and the workflow say of a reason. */
type RevokeError = `error.reason${"Missing" | "Short" | "Long" | "Number"}` | `error.${RevokeRefusal}`;
