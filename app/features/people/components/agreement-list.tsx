import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Icon } from "~/ui/icon";
import { Meta } from "~/ui/meta";
import { Section } from "~/ui/section";
import { State } from "~/ui/state";
import { useLanguage } from "~/ui/use-language";
import type { AgreementRow, Partner } from "../partners.server";

/** The agreements of a partner with their documents, the newest first. */
export function AgreementList({ partner, writes }: { partner: Partner; writes: boolean }) {
  const { t } = useTranslation("partners");
  return (
    <Section title={t("agreement.title")} aside={t("agreement.count", { count: partner.agreements.length })}>
      {partner.agreements.length === 0 ? (
        <Empty level={3} title={t("agreement.none")}>
          {t("agreement.noneText")}
        </Empty>
      ) : (
        partner.agreements.map((each) => (
          <Agreement key={each.id} at={`/desk/partners/${partner.id}`} agreement={each} writes={writes} />
        ))
      )}
    </Section>
  );
}

function Agreement(props: { at: string; agreement: AgreementRow; writes: boolean }) {
  const { at, agreement, writes } = props;
  const { t } = useTranslation("partners");
  const { language } = useLanguage();
  const day = (date: string) => formatDay(date, language);
  const { id, number, title, signedOn, startsOn, endsOn, endedOn, state, note, documents } = agreement;
  const open = endedOn === null && state !== "ended";
  return (
    <article className="mb-6" aria-labelledby={`agreement-${id}`}>
      <h3 id={`agreement-${id}`}>{title}</h3>
      <Meta>
        {state === "valid" || state === "ending" ? (
          <State kind={state === "valid" ? "ok" : "late"}>{t(`agreement.state.${state}`)}</State>
        ) : (
          t(`agreement.state.${state}`)
        )}
        {t("agreement.number", { number })}
        {t("agreement.period", { from: day(startsOn), to: day(endsOn) })}
        {endedOn !== null && t("agreement.endedOn", { date: day(endedOn) })}
        {t("agreement.signedOn", { date: day(signedOn) })}
      </Meta>
      {note !== "" && <p className="dim">{note}</p>}
      {documents.length === 0 ? (
        <p className="note mt-2">{t("document.none")}</p>
      ) : (
        <ul className="rows" aria-label={t("document.list", { number })}>
          {documents.map((document) => (
            <li key={document.id} className="row">
              <span className="row__main">
                {/* A download, not a page: the router leaves it to the browser. */}
                <Link className="inline-block py-3" to={`/files/${document.id}`} reloadDocument>
                  <Icon name="file" /> {document.name}
                </Link>{" "}
                <span className="dim nb">{fileSize(document.size)}</span>
              </span>
              {writes && (
                <span className="row__end">
                  <ButtonLink
                    kind="quiet"
                    to={`${at}/document/${id}?upload=${document.id}`}
                    aria-label={t("document.removeThis", { name: document.name })}
                  >
                    {t("document.remove")}
                  </ButtonLink>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {writes && (
        <div className="btns mt-4">
          <ButtonLink icon="upload" to={`${at}/document/${id}`} aria-label={t("document.addTo", { number })}>
            {t("document.add")}
          </ButtonLink>
          {open && (
            <ButtonLink
              icon="pencil"
              to={`${at}/agreement?id=${id}`}
              aria-label={t("agreement.changeThis", { number })}
            >
              {t("agreement.change")}
            </ButtonLink>
          )}
          {open && (
            <ButtonLink kind="quiet" to={`${at}/end/${id}`} aria-label={t("agreement.endThis", { number })}>
              {t("agreement.end")}
            </ButtonLink>
          )}
        </div>
      )}
    </article>
  );
}

/** "820 KB", "3.4 MB". */
function fileSize(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
