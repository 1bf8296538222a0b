import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import type { DraftKeeper } from "../../draft-keeper";
import { diffTexts, isSame } from "../../text-diff";
import { TextDiffView } from "./text-diff-view";

/** What an earlier page on this device could not save: when it was typed, and how it differs. */
export function LeftDrafts({ keeper }: { keeper: DraftKeeper }) {
  const { t } = useTranslation("editor");
  const { language } = useLanguage();
  const [left] = keeper.left;
  if (!left) return null;
  const rows = diffTexts(keeper.text, left.source);
  const count = rows.filter((row) => !isSame(row)).length;
  return (
    <Notice
      kind="warn"
      role="status"
      title={t("left.title", { time: formatMoment(new Date(left.at), language) })}
    >
      <p>{t("left.lines", { count })}</p>
      <div className="btns">
        <Button type="button" onClick={() => keeper.take(left)}>
          {t("left.take")}
        </Button>
        <Button type="button" kind="quiet" onClick={() => keeper.drop(left)}>
          {t("left.drop")}
        </Button>
      </div>
      <details>
        <summary className="ed-sum">{t("left.see")}</summary>
        <TextDiffView rows={rows} old={t("left.now")} fresh={t("left.here")} />
      </details>
    </Notice>
  );
}
