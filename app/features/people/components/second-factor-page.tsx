import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { QrCode } from "~/platform/qr.server";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { CodeField } from "./code-field";
import { QrPicture } from "./qr-picture";
import type { FormResult } from "./use-form-errors";

export interface SecondFactorProps {
  next: string;
  /** Whether this session may do nothing else before. */
  forced: boolean;
  factor:
    | { state: "none"; demanded: boolean }
    | {
        state: "begun";
        demanded: boolean;
        secret: string;
        qr: QrCode;
        /** On how many other devices the person is signed in. */
        others: number;
      }
    | { state: "set"; demanded: boolean; codesLeft: number };
  /** Recovery codes just made. */
  codes: string[] | undefined;
  /** Which form the errors belong to. */
  intent: string | undefined;
  result: FormResult;
}

export function SecondFactorPage({ next, forced, factor, codes, intent, result }: SecondFactorProps) {
  const { t } = useTranslation("account");
  // What stands where the form was is read out, and the keyboard goes on from there.
  const told = useRef<HTMLParagraphElement>(null);
  useEffect(() => told.current?.focus(), [codes]);
  const act = (value: string) => (
    <>
      <input type="hidden" name="intent" value={value} />
      <input type="hidden" name="next" value={next} />
    </>
  );
  return (
    <>
      <PageHead
        title={t("factor.title")}
        sub={t("factor.sub")}
        crumb={forced ? undefined : { to: "/me/security", label: t("security.title") }}
      />
      {forced && !codes && factor.state !== "set" && (
        <div className="mb-5">
          <Notice>{t("factor.forced")}</Notice>
        </div>
      )}
      {codes ? (
        <Section title={t("factor.codesTitle")}>
          <p ref={told} tabIndex={-1}>
            {t("factor.codesText")}
          </p>
          <ol className="rows my-5" aria-label={t("factor.codesTitle")}>
            {codes.map((code) => (
              <li key={code}>
                <div className="row">
                  <code className="row__main">{code}</code>
                </div>
              </li>
            ))}
          </ol>
          <Form method="post">
            {act("leave")}
            <Button kind="primary" type="submit" wide>
              {t("factor.saved")}
            </Button>
          </Form>
        </Section>
      ) : factor.state === "none" ? (
        <Form method="post" className="stack">
          {act("begin")}
          <p>{t("factor.need")}</p>
          <Button kind="primary" type="submit" wide>
            {t("factor.begin")}
          </Button>
        </Form>
      ) : factor.state === "begun" ? (
        <>
          <Section title={t("factor.scan")}>
            <p>{t("factor.scanText")}</p>
            <p className="my-5">
              <QrPicture code={factor.qr} label={t("factor.qr")} />
            </p>
            <p>{t("factor.typed")}</p>
            <p>
              <code>{factor.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            </p>
          </Section>
          <Section title={t("factor.confirmTitle")}>
            <Form method="post" className="stack">
              {act("confirm")}
              <CodeField result={result} />
              {factor.others > 0 && <p className="dim">{t("factor.others", { count: factor.others })}</p>}
              <Button kind="primary" type="submit" wide>
                {t("factor.confirm")}
              </Button>
            </Form>
          </Section>
        </>
      ) : (
        <>
          <div className="mb-5">
            <Notice kind="done">{t("factor.isSet")}</Notice>
          </div>
          {forced && (
            <Form method="post" className="my-5">
              {act("leave")}
              <Button kind="primary" type="submit" wide>
                {t("factor.goOn")}
              </Button>
            </Form>
          )}
          <Section title={t("factor.renewTitle")}>
            <p>{t("factor.left", { count: factor.codesLeft })}</p>
            <Form method="post" className="stack my-5">
              {act("renew")}
              <CodeField result={intent === "renew" ? result : undefined} />
              <Button type="submit">{t("factor.renew")}</Button>
            </Form>
          </Section>
          <Section title={t("factor.removeTitle")}>
            {factor.demanded ? (
              <p>{t("factor.demanded")}</p>
            ) : (
              <Form method="post" className="stack">
                {act("remove")}
                <p>{t("factor.removeText")}</p>
                <CodeField result={intent === "remove" ? result : undefined} />
                <Button type="submit">{t("factor.remove")}</Button>
              </Form>
            )}
          </Section>
        </>
      )}
    </>
  );
}
