import { Button } from "../button";
import { ButtonLink } from "../button-link";
import { Facts } from "../facts";
import { Section } from "../section";
import { Sign } from "../sign";
import { Sub, useWords } from "./use-words";

export function Signatures() {
  const { t, list } = useWords("sign");
  return (
    <Section title={t("title")}>
      <ol>
        <Sign stamp={list("firstStamp")} title={t("first")}>
          {t("firstText")}
        </Sign>
        <Sign stamp={list("secondStamp")} title={t("second")} open>
          {t("secondText")}
        </Sign>
      </ol>
      <Sub>{t("danger")}</Sub>
      <div className="dialog">
        <h4>{t("dangerTitle")}</h4>
        <Facts
          items={[
            { value: 2, text: t("f1") },
            { value: 1, text: t("f2") },
          ]}
        />
        <div className="dialog__foot">
          <ButtonLink to="?keep">{t("keep")}</ButtonLink>
          <Button>{t("do")}</Button>
        </div>
      </div>
    </Section>
  );
}
