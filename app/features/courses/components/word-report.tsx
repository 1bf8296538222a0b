import { useTranslation } from "react-i18next";
import { AnswerNotice } from "~/ui/answer-notice";
import { Go } from "~/ui/go";
import type { WordLoss } from "../word/write-mdx";

/** What came of a Word file: the lesson, and what did not come along. */
export function WordReport({
  course,
  lesson,
  lost,
}: {
  course: string;
  lesson: { slug: string; title: string };
  lost: { loss: WordLoss; count: number }[];
}) {
  const { t } = useTranslation("workshop");
  return (
    <AnswerNotice
      kind={lost.length ? "warn" : "done"}
      answer={lesson.slug}
      title={t("word.done", { title: lesson.title })}
    >
      {lost.length > 0 && (
        <>
          <p>{t("word.lost")}</p>
          <ul>
            {lost.map(({ loss, count }) => (
              <li key={loss}>{t(`loss.${loss}`, { count })}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Go to={`/workshop/${course}/${lesson.slug}`}>{t("word.write")}</Go>
      </p>
    </AnswerNotice>
  );
}
