import { useTranslation } from "react-i18next";
import type { LessonBlock, LessonBody } from "~/platform/mdx/lesson-body";
import { OptionList } from "~/ui/option-list";

/**
 * A compiled lesson as text: what the editor previews and the reviewer reads. Checks can be read, not answered; every
 * block carries `data-line`.
 */
export function LessonBodyView({ body }: { body: LessonBody }) {
  return (
    <div className="read" lang="zh-CN">
      {body.blocks.map((block, index) =>
        block.kind === "html" ? (
          <div key={index} className="read" dangerouslySetInnerHTML={{ __html: block.html }} />
        ) : block.kind === "check" ? (
          <CheckView key={block.id} check={block} />
        ) : (
          <PromptView key={block.id} block={block} />
        ),
      )}
    </div>
  );
}

function CheckView({ check }: { check: Extract<LessonBlock, { kind: "check" }> }) {
  const { t } = useTranslation("courses");
  return (
    <section className="quiz" data-line={check.line}>
      <p className="note">{t(`bodyView.${check.type}`)}</p>
      <div className="quiz__q" dangerouslySetInnerHTML={{ __html: check.stem }} />
      {check.type === "fill" ? (
        <p className="quiz__blank">{t("bodyView.blank")}</p>
      ) : (
        <OptionList
          locked
          name={check.id}
          multiple={check.type === "multiple"}
          options={check.options.map(({ key, html }) => ({
            value: key,
            mark: key,
            text: <span dangerouslySetInnerHTML={{ __html: html }} />,
          }))}
        />
      )}
    </section>
  );
}

function PromptView({ block }: { block: Extract<LessonBlock, { kind: "reflection" | "discussion" }> }) {
  const { t } = useTranslation("courses");
  return (
    <section className="prompt" data-line={block.line}>
      <p className="note">{t(`bodyView.${block.kind}`)}</p>
      <div className="prompt__q" dangerouslySetInnerHTML={{ __html: block.prompt }} />
    </section>
  );
}
