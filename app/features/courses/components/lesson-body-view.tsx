import type { LessonBody } from "~/platform/mdx/lesson-body";
import { OptionList } from "~/ui/option-list";

/** A compiled lesson as text: what the editor previews and the reviewer reads. Checks can be read, not answered. */
export function LessonBodyView({ body }: { body: LessonBody }) {
  return (
    <div className="read" lang="zh-CN">
      {body.blocks.map((block, index) =>
        block.kind === "html" ? (
          <div key={index} className="read" dangerouslySetInnerHTML={{ __html: block.html }} />
        ) : (
          <section key={block.id} className="quiz">
            <p className="quiz__q" dangerouslySetInnerHTML={{ __html: block.stem }} />
            <OptionList
              locked
              name={block.id}
              multiple={block.type === "multiple"}
              options={block.options.map(({ key, html }) => ({
                value: key,
                mark: key,
                text: <span dangerouslySetInnerHTML={{ __html: html }} />,
              }))}
            />
          </section>
        ),
      )}
    </div>
  );
}
