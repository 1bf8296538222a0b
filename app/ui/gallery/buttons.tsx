import { Button } from "../button";
import { ButtonLink } from "../button-link";
import { Go } from "../go";
import { Section } from "../section";
import { Sub, useWords } from "./use-words";

export function Buttons() {
  const { t } = useWords("button");
  return (
    <Section title={t("title")}>
      <Sub>{t("primary")}</Sub>
      <div className="btns">
        <Button kind="primary">{t("go")}</Button>
        <span className="btn btn--primary is-hover">{t("hover")}</span>
        <span className="btn btn--primary is-focus">{t("focus")}</span>
        <Button kind="primary" busy>
          {t("busy")}
        </Button>
      </div>
      <Sub>{t("plain")}</Sub>
      <div className="btns">
        <Button icon="download">{t("export")}</Button>
        <span className="btn is-hover">{t("hover")}</span>
        <span className="btn is-focus">{t("focus")}</span>
        <span className="btn is-active">{t("active")}</span>
        <ButtonLink to="?page=2" iconEnd="chevron-right">
          {t("next")}
        </ButtonLink>
        <Button busy>{t("busy")}</Button>
      </div>
      <Sub>{t("disabled")}</Sub>
      <Button icon="qr" why={t("why")}>
        {t("sign")}
      </Button>
      <Sub>{t("bare")}</Sub>
      <div className="btns">
        <Go to="?all">{t("all")}</Go>
        <Go to="?how" bare>
          {t("how")}
        </Go>
        <Button kind="quiet" icon="pencil">
          {t("how")}
        </Button>
        <Button kind="icon" icon="filter" aria-label={t("filter")} />
      </div>
      <Sub>{t("wide")}</Sub>
      <div className="stack">
        <Button wide>{t("start")}</Button>
        <Button wide>{t("long")}</Button>
      </div>
    </Section>
  );
}
