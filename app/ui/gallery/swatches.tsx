import { useTranslation } from "react-i18next";
import { Icon, iconNames } from "../icon";
import { Section } from "../section";
import { useWords } from "./use-words";

const colours = [
  "paper",
  "paper-sunk",
  "paper-press",
  "ink",
  "ink-2",
  "ink-3",
  "line",
  "line-strong",
  "zhu-fill",
  "done",
  "warn",
  "danger",
  "focus",
  "heat-1",
  "heat-2",
  "heat-3",
  "heat-4",
  "heat-5",
];

export function Swatches() {
  const { t } = useWords("colour");
  const all = useTranslation("gallery").t;
  return (
    <>
      <Section title={all("icons")} className="wide">
        <ul className="gal__icons">
          {iconNames.map((name) => (
            <li key={name}>
              <Icon name={name} />
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("title")} className="wide">
        <ul className="swatches">
          {colours.map((name) => (
            <li key={name}>
              <svg width="100%" height="44" aria-hidden="true">
                <rect className={`sw-${name}`} width="100%" height="44" />
              </svg>
              <code>{`--${name}`}</code>
              <br />
              {t(`names.${name}`)}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
