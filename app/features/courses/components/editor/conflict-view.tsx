import { Form } from "@remix-run/react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Section } from "~/ui/section";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import type { TheirText } from "../../draft-keeper";
import { bothTexts, diffTexts } from "../../text-diff";
import { TextDiffView } from "./text-diff-view";

interface Props {
  mine: string;
  theirs: TheirText;
  /** Settles it without leaving the page; without it the form goes to the server. */
  onSettle?: (source: string) => void;
  /** Why the last choice did not arrive. */
  trouble?: "offline" | "signed-out" | null;
}

/** Two texts that were written on the same one: whatever is chosen, history keeps both. */
export function ConflictView({ mine, theirs, onSettle, trouble }: Props) {
  const { t } = useTranslation("editor");
  const { language } = useLanguage();
  const rows = diffTexts(theirs.source, mine);
  const settle = (event: FormEvent<HTMLFormElement>) => {
    if (!onSettle) return;
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const choice = submitter instanceof HTMLButtonElement ? submitter.value : "";
    const form = new FormData(event.currentTarget);
    onSettle(
      choice === "mine" ? mine : choice === "theirs" ? theirs.source : String(form.get("source") ?? ""),
    );
  };
  const who = theirs.author ?? t("conflict.somebody");
  return (
    <Section title={t("conflict.title")} plain className="mt-4">
      <p>
        {t("conflict.text", { who, time: formatMoment(new Date(theirs.savedAt), language) })}{" "}
        {t("conflict.kept")}
      </p>
      {trouble && (
        <p className="bad" role="alert">
          {t(`conflict.${trouble}`)}
        </p>
      )}
      <TextDiffView rows={rows} old={t("conflict.theirs", { who })} fresh={t("conflict.mine")} />
      <Form method="post" onSubmit={settle}>
        <input type="hidden" name="versionId" value={theirs.versionId} />
        <input type="hidden" name="revision" value={theirs.revision} />
        <textarea hidden readOnly name="mine" value={mine} aria-hidden />
        <p className="btns mt-4">
          <Button type="submit" name="intent" value="mine">
            {t("conflict.useMine")}
          </Button>
          <Button type="submit" name="intent" value="theirs">
            {t("conflict.useTheirs")}
          </Button>
        </p>
        <details className="mt-4">
          <summary className="ed-sum">{t("conflict.merge")}</summary>
          <TextArea
            code
            name="source"
            label={t("conflict.merged")}
            hint={t("conflict.mergeHint")}
            rows={20}
            spellCheck={false}
            defaultValue={bothTexts(rows)}
            key={theirs.revision}
          />
          <p className="btns mt-4">
            <Button type="submit" name="intent" value="merged">
              {t("conflict.useMerged")}
            </Button>
          </p>
        </details>
      </Form>
    </Section>
  );
}
