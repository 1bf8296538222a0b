import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { Empty } from "~/ui/empty";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";

interface Props {
  reviews: {
    course: string;
    courseTitle: string;
    courseTitleEn: string;
    lesson: string;
    title: string;
    number: number;
    submittedAt: Date | null;
  }[];
}

/** Texts that wait for the reviewer, the oldest first. */
export function ReviewerToday({ reviews }: Props) {
  const { t } = useTranslation("reporting");
  const { language, pick } = useLanguage();
  return (
    <Section title={t("reviewer.waiting")} aside={t("reviewer.count", { count: reviews.length })}>
      {reviews.length === 0 ? (
        <Empty title={t("reviewer.none")}>{t("reviewer.noneText")}</Empty>
      ) : (
        <Rows>
          {reviews.map((review) => (
            <Row
              key={`${review.course}/${review.lesson}`}
              to={`/workshop/${review.course}/${review.lesson}/review`}
              end={t("reviewer.version", { number: review.number })}
            >
              {review.title}
              <br />
              <span className="dim">
                {pick(review.courseTitle, review.courseTitleEn)}{" "}
                {review.submittedAt && formatMoment(review.submittedAt, language)}
              </span>
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  );
}
