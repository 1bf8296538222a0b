import { ButtonLink } from "../button-link";
import { Empty } from "../empty";
import { Go } from "../go";
import { Loading } from "../loading";
import { Notice } from "../notice";
import { Section } from "../section";
import { Sub, useWords } from "./use-words";

export function Notices() {
  const { t } = useWords("notice");
  const form = useWords("form");
  return (
    <Section title={t("title")}>
      <div className="stack">
        <Notice title={t("info")}>{t("infoText")}</Notice>
        <Notice kind="done" title={t("done")}>
          {t("doneText")}
        </Notice>
        <Notice kind="warn" icon="wifi-off" title={t("warn")}>
          {t("warnText")}
        </Notice>
        <Notice kind="danger" title={t("danger")}>
          <ul>
            <li>
              <a href="#gallery-since">{form.t("since")}</a>
            </li>
            <li>
              <a href="#gallery-level">{form.t("level")}</a>
            </li>
          </ul>
        </Notice>
        <Notice>{t("plainText")}</Notice>
      </div>
      <Sub>{t("empty")}</Sub>
      <Empty
        title={t("emptyTitle")}
        actions={
          <>
            <ButtonLink to="?add">{t("emptyDo")}</ButtonLink>
            <Go to="?exam">{t("emptyGo")}</Go>
          </>
        }
      >
        <p>{t("emptyText")}</p>
      </Empty>
      <Sub>{t("loading")}</Sub>
      <Loading label={t("loadingText")} />
    </Section>
  );
}
