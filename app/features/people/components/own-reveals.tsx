import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";

export interface RevealRow {
  id: string;
  at: Date;
  /** Null when that identity was erased since. */
  who: string | null;
  kind: string;
  reason: string;
}

/** Who has looked at the ID number or the account in full, when and why. */
export function OwnReveals({ rows }: { rows: readonly RevealRow[] }) {
  const { t } = useTranslation("privacy");
  const { language } = useLanguage();
  return (
    <Section id="reveals" title={t("reveals.title")}>
      {rows.length === 0 ? (
        <p className="dim">{t("reveals.none")}</p>
      ) : (
        <Rows>
          {rows.map(({ id, at, who, kind, reason }) => (
            <Row key={id}>
              {t("reveals.who", {
                who: who ?? t("reveals.somebody"),
                what: t(kind === "payee-account" ? "kind.payee-account" : "kind.id-number"),
              })}
              <span className="note block">{t("reveals.why", { reason })}</span>
              <span className="note block">{formatMoment(at, language)}</span>
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  );
}
