import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Meta } from "~/ui/meta";
import { Section } from "~/ui/section";
import type { Preview } from "../../preview.server";
import { LessonBodyView } from "../lesson-body-view";

interface Props {
  preview: Preview;
  fresh?: boolean;
  /** Whether it is the lesson as it was before the errors that are listed. */
  old?: boolean;
  pane?: RefObject<HTMLDivElement>;
}

/** The lesson as learners will see it, with how much it is. */
export function PreviewPane({ preview, fresh = true, old, pane }: Props) {
  const { t } = useTranslation("editor");
  const { body, minutes } = preview;
  return (
    <Section
      title={t("preview.title")}
      aside={t(fresh ? "preview.asLearners" : "preview.behind")}
      plain
      className="shop__preview"
    >
      {old && <p className="late">{t("preview.old")}</p>}
      {body && (
        <Meta dim>
          {minutes !== null && t("preview.minutes", { count: minutes })}
          {t("preview.characters", { count: body.characters })}
          {t("preview.sections", { count: body.sections.length })}
        </Meta>
      )}
      <div className="pv" ref={pane} tabIndex={0} role="group" aria-label={t("preview.title")}>
        {body ? <LessonBodyView body={body} /> : <p className="pv__hole">{t("preview.none")}</p>}
      </div>
    </Section>
  );
}
