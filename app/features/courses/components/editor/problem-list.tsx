import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/section";
import type { Finding } from "../../preview.server";
import type { Fix } from "../../rules/problem-fix";

interface Props {
  findings: readonly Finding[];
  /** Whether they are about the text as it stands. */
  fresh?: boolean;
  /** The form with the text: a fix goes through the server when there is no `onFix`. Absent where nobody writes. */
  form?: string;
  onFix?: (fix: Fix) => void;
  onGo?: (line: number, column: number) => void;
}

/** What the pipeline found, in order of the text. */
export function ProblemList({ findings, fresh = true, form, onFix, onGo }: Props) {
  const { t } = useTranslation("editor");
  const { t: courses } = useTranslation("courses");
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const warnings = findings.length - errors;
  return (
    <Section
      title={t("problems.title")}
      aside={fresh ? t("problems.count", { errors, warnings }) : t("problems.behind")}
      plain
    >
      {findings.length === 0 ? (
        <Empty title={t("problems.none")}>{t("problems.noneText")}</Empty>
      ) : (
        <ul className="probs">
          {findings.map((finding, index) => {
            const place = t("problems.place", { line: finding.line, column: finding.column });
            const { fix } = finding;
            return (
              <li key={index}>
                <span className={finding.severity === "error" ? "bad" : "late"}>
                  <Icon
                    name={finding.severity === "error" ? "x-circle" : "warn"}
                    label={courses(`severity.${finding.severity}`)}
                  />
                </span>
                {onGo ? (
                  <button type="button" className="go" onClick={() => onGo(finding.line, finding.column)}>
                    {place}
                  </button>
                ) : (
                  <span>{place}</span>
                )}
                <span className="probs__text">{finding.text}</span>
                {fix && form && (
                  <Button
                    kind="quiet"
                    type="submit"
                    form={form}
                    name="intent"
                    value={`fix:${fix.line}:${fix.column}`}
                    onClick={(event) => {
                      if (!onFix) return;
                      event.preventDefault();
                      onFix(fix);
                    }}
                  >
                    {t("problems.fix", { text: fix.write })}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
