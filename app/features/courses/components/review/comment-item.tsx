import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { Button } from "~/ui/button";
import { useLanguage } from "~/ui/use-language";
import type { PlacedComment } from "../../review-page.server";

interface Props {
  comment: PlacedComment;
  /** The version on the page: what was written on another one says so. */
  number: number;
  /** Whether this person may settle it and open it again. */
  settles: boolean;
}

/** One thing that was said about a passage. */
export function CommentItem({ comment, number, settles }: Props) {
  const { t } = useTranslation("review");
  const { language } = useLanguage();
  const { place, settled, quote } = comment;
  return (
    <article className={settled ? "cm cm--closed" : "cm"}>
      <p className="cm__who">
        <b>{comment.author ?? t("comment.somebody")}</b>
        <span className="dim">{formatMoment(comment.writtenAt, language)}</span>
      </p>
      {comment.number !== number && <p className="dim">{t("comment.earlier", { number: comment.number })}</p>}
      {place.kind === "moved" && <p className="dim">{t("comment.moved")}</p>}
      {(place.kind === "changed" || place.kind === "gone") && quote && (
        <p className="cm__quote">{t(`comment.${place.kind}`, { quote })}</p>
      )}
      <p className="cm__text">{comment.text}</p>
      {settled && (
        <p className="dim">
          {t("comment.settledBy", {
            name: settled.by ?? t("comment.somebody"),
            time: formatMoment(settled.at, language),
          })}
        </p>
      )}
      {settles && (
        <Form method="post" className="btns" preventScrollReset>
          <input type="hidden" name="comment" value={comment.id} />
          <Button
            type="submit"
            name="intent"
            value={settled ? "reopen" : "resolve"}
            icon={settled ? undefined : "check"}
          >
            {t(settled ? "comment.reopen" : "comment.settle")}
          </Button>
        </Form>
      )}
    </article>
  );
}
