import { useTranslation } from "react-i18next";
import { civilDate, formatDay } from "~/lib/dates";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { State } from "~/ui/state";
import { useLanguage } from "~/ui/use-language";
import type { CorrectionField } from "../rules/correction";
import { WantedText } from "./wanted-text";

export interface CorrectionRow {
  id: string;
  field: CorrectionField;
  wanted: string;
  state: string;
  createdAt: Date;
  decidedAt: Date | null;
  answer: string;
}

/** What somebody asked to be put right, and what became of it. */
export function OwnCorrections({ rows }: { rows: readonly CorrectionRow[] }) {
  const { t } = useTranslation("privacy");
  const { language } = useLanguage();
  const day = (at: Date) => formatDay(civilDate(at), language);
  return (
    <Section id="corrections" title={t("corrections.own")}>
      {rows.length === 0 ? (
        <p className="dim">{t("corrections.none")}</p>
      ) : (
        <Rows>
          {rows.map((row) => (
            <Row
              key={row.id}
              end={
                row.state === "open" ? (
                  <State kind="late">{t("corrections.state.open")}</State>
                ) : row.state === "accepted" ? (
                  <State kind="ok">{t("corrections.state.accepted")}</State>
                ) : (
                  <State kind="bad">{t("corrections.state.declined")}</State>
                )
              }
            >
              {t(`field.${row.field}`)}
              {row.wanted && (
                <>
                  {t("colon")}
                  <WantedText field={row.field} text={row.wanted} />
                </>
              )}
              <span className="note block">
                {row.decidedAt
                  ? t("corrections.decided", { asked: day(row.createdAt), decided: day(row.decidedAt) })
                  : t("corrections.asked", { asked: day(row.createdAt) })}
              </span>
              {row.answer && (
                <span className="note block">{t("corrections.answer", { text: row.answer })}</span>
              )}
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  );
}
