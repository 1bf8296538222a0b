import { Form, Link, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import type { LogName } from "~/platform/log-rows.server";
import type { LogState } from "~/platform/seals.server";
import type { Verification } from "~/platform/verification.server";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import { SealState } from "./seal-state";

export interface SealsPageProps {
  title: string;
  logs: { log: LogName; state: LogState; verification: Verification | null }[];
  /** A verification was asked for while another one ran. */
  busy: boolean;
}

/** The seals of both logs: verify now, and take the head away to keep it elsewhere. */
export function SealsPage({ title, logs, busy }: SealsPageProps) {
  const { t } = useTranslation("audit");
  useReloadWhile(logs.some(({ verification }) => verification && !verification.endedAt));
  return (
    <>
      <PageHead title={title} sub={t("seals.sub")} crumb={{ to: "/audit", label: t("title") }} />
      {busy && (
        <div className="mb-5">
          <Notice kind="warn" role="alert" title={t("seals.busy")}>
            {t("seals.busyText")}
          </Notice>
        </div>
      )}
      {logs.map(({ log, state, verification }) => (
        <Section key={log} title={t(`seals.log.${log}`)}>
          <SealState log={null} state={state} />
          <div className="my-4">
            <Result verification={verification} />
          </div>
          <Form method="post" className="btns" preventScrollReset>
            <input type="hidden" name="log" value={log} />
            <Button name="last" value="100" icon="shield">
              {t("seals.verifyLast")}
            </Button>
            <Button name="last" value="">
              {t("seals.verifyAll")}
            </Button>
            {state.head && (
              <ButtonLink to={`/audit/head/${log}`} icon="download" reloadDocument>
                {t("seals.download")}
              </ButtonLink>
            )}
          </Form>
        </Section>
      ))}
      <p className="note mt-4">{t("seals.keep")}</p>
    </>
  );
}

function Result({ verification }: { verification: Verification | null }) {
  const { t } = useTranslation("audit");
  const { language } = useLanguage();
  if (!verification) return <Empty title={t("seals.noCheck")}>{t("seals.noCheckText")}</Empty>;
  const { endedAt, rows, verdict } = verification;
  if (!endedAt)
    return (
      <Notice role="status" title={t("seals.running", { count: rows })}>
        <Link to="/audit/seals" className="hit">
          {t("seals.refresh")}
        </Link>
      </Notice>
    );
  if (!verdict)
    return (
      <Notice kind="danger" role="status" title={t("seals.failed")}>
        {t("seals.failedText")}
      </Notice>
    );
  const { problem, gaps } = verdict;
  const words = { moment: formatMoment(endedAt, language), ...verdict };
  return problem ? (
    <Notice kind="danger" role="status" title={t("seals.bad")}>
      {t(`seals.problem.${problem.what}`, { seq: problem.seq ?? "", seal: problem.seal ?? "" })}
    </Notice>
  ) : (
    <Notice kind="done" role="status" title={t("seals.ok")}>
      {t("seals.okText", { moment: words.moment, rows, sealed: verdict.sealed, seals: verdict.seals })}
      {gaps > 0 && ` ${t("seals.gaps", { count: gaps })}`}
    </Notice>
  );
}

/** Asks again each second while something runs; without scripts there is a link. */
function useReloadWhile(running: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!running || state !== "idle") return;
    const timer = setTimeout(revalidate, 1000);
    return () => clearTimeout(timer);
  }, [running, state, revalidate]);
}
