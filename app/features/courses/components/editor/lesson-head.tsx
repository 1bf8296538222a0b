import { useTranslation } from "react-i18next";
import { Meta } from "~/ui/meta";
import { PageHead } from "~/ui/page-head";
import { Tabs } from "~/ui/tabs";
import { useLanguage } from "~/ui/use-language";
import type { Desk } from "../../workshop.server";

const life = ["draft", "in-review", "changes-asked", "published"] as const;

/** What all pages of one lesson in the workshop begin with: its name, how far its newest version is, and the pages. */
export function LessonHead({ desk }: { desk: Desk }) {
  const { t } = useTranslation("editor");
  const { t: courses } = useTranslation("courses");
  const { named, titled } = useLanguage();
  const { course, version } = desk;
  const address = `/workshop/${course.slug}/${desk.slug}`;
  return (
    <>
      <PageHead
        text
        title={version.title}
        crumb={{ to: `/workshop/${course.slug}`, label: titled(course) }}
        sub={
          <Meta>
            {t("head.place", { place: desk.place })}
            {named(desk.partner)}
            {t("head.version", { number: version.number })}
          </Meta>
        }
      />
      <ol className="life" aria-label={t("head.life")}>
        {life.map((state) => (
          <li key={state} aria-current={state === version.state ? "step" : undefined}>
            {courses(`state.${state}`)}
          </li>
        ))}
      </ol>
      <Tabs
        label={t("head.pages")}
        items={[
          { to: address, label: t("head.write") },
          { to: `${address}/history`, label: t("head.history") },
          { to: `${address}/review`, label: t("head.review") },
        ]}
      />
    </>
  );
}
