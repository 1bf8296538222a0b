import { useTranslation } from "react-i18next";
import type { ComponentHelp } from "~/platform/mdx/component-help";
import { Button } from "~/ui/button";
import { Go } from "~/ui/go";
import type { IconName } from "~/ui/icon";
import { fileSnippet } from "./file-snippet";

interface Props {
  course: string;
  help: readonly ComponentHelp[];
  files: readonly string[];
  /** Puts a snippet into the text; without it there is only something to read and copy. */
  onInsert?: (snippet: string) => void;
}

/** What stands in the bar itself; everything else is in the help below it. */
const often: Partial<Record<ComponentHelp["key"], IconName>> = {
  callout: "info",
  case: "file",
  steps: "list",
  law: "scale",
  checkSingle: "question",
};

/** Components and files to put into the text, with the help for each. */
export function InsertBar({ course, help, files, onInsert }: Props) {
  const { t } = useTranslation("editor");
  return (
    <div className="ed-insert">
      {onInsert && (
        <div className="shop__bar" role="group" aria-label={t("insert.title")}>
          <span className="dim">{t("insert.title")}</span>
          {help
            .filter(({ key }) => often[key])
            .map(({ key, title, snippet }) => (
              <Button
                key={key}
                type="button"
                kind="quiet"
                icon={often[key]}
                onClick={() => onInsert(snippet)}
              >
                {title}
              </Button>
            ))}
        </div>
      )}
      <details>
        <summary className="ed-sum">{t("insert.help")}</summary>
        <dl className="ed-help" tabIndex={0}>
          {help.map(({ key, name, title, description, snippet, props }) => (
            <div key={key}>
              <dt>
                <b>{title}</b> <code>{`<${name}>`}</code>
              </dt>
              <dd>
                <p>{description}</p>
                {props.length > 0 && (
                  <ul>
                    {props.map((prop) => (
                      <li key={`${prop.component} ${prop.name}`}>
                        <code>{prop.component === name ? prop.name : `${prop.component} ${prop.name}`}</code>{" "}
                        {prop.form} {!prop.required && <span className="dim">{t("insert.optional")}</span>}
                      </li>
                    ))}
                  </ul>
                )}
                <pre tabIndex={0}>{snippet.trim()}</pre>
                {onInsert && (
                  <Button type="button" onClick={() => onInsert(snippet)}>
                    {t("insert.this", { title })}
                  </Button>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <details>
        <summary className="ed-sum">{t("insert.files", { count: files.length })}</summary>
        {files.length === 0 && <p className="dim">{t("insert.noFiles")}</p>}
        {files.length > 0 && (
          <ul className="ed-files" tabIndex={0}>
            {files.map((name) => (
              <li key={name}>
                <code>{name}</code>
                {onInsert && (
                  <Button
                    type="button"
                    kind="quiet"
                    aria-label={t("insert.file", { name })}
                    onClick={() => onInsert(fileSnippet(name, help))}
                  >
                    {t("insert.put")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        <Go to={`/workshop/${course}/files`} target="_blank">
          {t("insert.upload")}
        </Go>
      </details>
    </div>
  );
}
