import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { Go } from "~/ui/go";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import type { Comment } from "../../review-comments.server";

/** What reviewers have said and nobody has settled, beside the text that is being written. */
export function OpenComments({ comments, review }: { comments: readonly Comment[]; review: string }) {
  const { t } = useTranslation("review");
  const { language } = useLanguage();
  if (comments.length === 0) return null;
  return (
    <Section title={t("editor.title")} aside={t("editor.open", { count: comments.length })}>
      {comments.map((comment) => (
        <article className="cm" key={comment.id}>
          <p className="cm__who">
            <b>{comment.author ?? t("comment.somebody")}</b>
            <span className="dim">{formatMoment(comment.writtenAt, language)}</span>
          </p>
          {comment.quote && <p className="dim">{t("comment.gone", { quote: comment.quote.slice(0, 40) })}</p>}
          <p className="whitespace-pre-line">{comment.text}</p>
        </article>
      ))}
      <Go to={review}>{t("editor.all")}</Go>
    </Section>
  );
}
