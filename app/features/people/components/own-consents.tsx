import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { civilDate, formatDay } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import type { Notice } from "../notice-files.server";
import { NoticeText } from "./notice-text";

export interface ConsentRow {
  purpose: string;
  version: string;
  givenAt: Date;
  withdrawnAt: Date | null;
}

/** Optional uses, each to be allowed and taken back on its own, and everything said so far. */
export function OwnConsents({
  optional,
  rows,
}: {
  optional: readonly Notice[];
  rows: readonly ConsentRow[];
}) {
  const { t } = useTranslation("privacy");
  const { language } = useLanguage();
  const day = (at: Date) => formatDay(civilDate(at), language);
  return (
    <Section id="consents" title={t("consents.title")}>
      {optional.map(({ purpose, title, blocks }) => {
        const open = rows.find((row) => row.purpose === purpose && row.withdrawnAt === null);
        return (
          <div key={purpose}>
            <h3>{title}</h3>
            <NoticeText blocks={blocks} />
            <p className="mt-3">{t(open ? "consents.given" : "consents.notGiven")}</p>
            <Form method="post" className="btns mt-3" preventScrollReset>
              <input type="hidden" name="purpose" value={purpose} />
              <Button type="submit" name="give" value={open ? "no" : "yes"}>
                {t(open ? "consents.withdraw" : "consents.give")}
              </Button>
            </Form>
          </div>
        );
      })}
      <h3 className="mt-5">{t("consents.history")}</h3>
      <Rows>
        {rows.map((row) => (
          <Row key={`${row.purpose} ${row.givenAt.toISOString()}`}>
            {optional.find(({ purpose }) => purpose === row.purpose)?.title ?? t("consents.notice")}
            <span className="note block">
              {row.withdrawnAt
                ? t("consents.withdrawn", {
                    version: row.version,
                    given: day(row.givenAt),
                    withdrawn: day(row.withdrawnAt),
                  })
                : t("consents.since", { version: row.version, given: day(row.givenAt) })}
            </span>
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
