import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Meta } from "~/ui/meta";
import { PageHead } from "~/ui/page-head";
import { Tabs } from "~/ui/tabs";
import { useLanguage } from "~/ui/use-language";
import type { CourseDesk } from "../course-desk.server";
import { CourseStateTag } from "./course-state-tag";

interface Props {
  desk: Pick<CourseDesk, "slug" | "title" | "titleEn" | "partner" | "kind" | "state">;
  writes: boolean;
  actions?: ReactNode;
}

/** The head of a course's pages in the workshop. */
export function CourseHead({ desk, writes, actions }: Props) {
  const { t } = useTranslation("workshop");
  const { named, titled } = useLanguage();
  const at = `/workshop/${desk.slug}`;
  return (
    <>
      <PageHead
        text
        title={titled(desk)}
        crumb={{ to: "/workshop", label: t("list.title") }}
        sub={
          <Meta>
            <CourseStateTag state={desk.state} />
            {t(`kind.${desk.kind}`)}
            {named(desk.partner)}
          </Meta>
        }
        actions={actions}
      />
      <Tabs
        label={t("course.tabs")}
        items={[
          { to: at, label: t("course.outline") },
          { to: `${at}/files`, label: t("course.files") },
          ...(writes ? [{ to: `${at}/edit`, label: t("course.edit") }] : []),
        ]}
      />
    </>
  );
}
