import { useTranslation } from "react-i18next";
import { Go } from "~/ui/go";
import { Notice } from "~/ui/notice";

/** Says how many lessons have a law that somebody has to look at again. */
export function DueLaws({ lessons }: { lessons: number }) {
  const { t } = useTranslation("review");
  if (lessons === 0) return null;
  return (
    <Notice kind="warn" title={t("queue.waiting", { count: lessons })}>
      <Go to="/workshop/laws">{t("queue.look")}</Go>
    </Notice>
  );
}
