import { useTranslation } from "react-i18next";
import { Tag } from "~/ui/tag";
import type { CourseState } from "../rules/course";

const looks = { draft: "warn", open: "done", retired: "plain" } as const;

export function CourseStateTag({ state }: { state: CourseState }) {
  const { t } = useTranslation("workshop");
  return <Tag kind={looks[state]}>{t(`state.${state}`)}</Tag>;
}
