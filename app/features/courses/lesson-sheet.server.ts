import { html, trusted } from "~/lib/html";
import { texts } from "~/platform/i18n/texts.server";
import type { FrontMatter } from "~/platform/mdx/front-matter";
import type { LessonBlock, LessonBody } from "~/platform/mdx/lesson-body";

/** A lesson as a page of its own, without styles, scripts and keys: what the pipeline made of it, to be looked at. */
export function lessonSheet({ meta, body }: { meta: FrontMatter; body: LessonBody }): string {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${meta.title}</title>
      </head>
      <body>
        <main>
          <h1>${meta.title}</h1>
          <p>${texts("zh").t("courses:minutes", { count: meta.minutes })}</p>
          ${body.blocks.map(blockSheet)}
        </main>
      </body>
    </html> `.markup;
}

function blockSheet(block: LessonBlock) {
  const { t } = texts("zh");
  if (block.kind === "html") return trusted(block.html);
  if (block.kind !== "check")
    return html`<section>
      <p>${t(`courses:bodyView.${block.kind}`)}</p>
      ${trusted(block.prompt)}
    </section>`;
  return html`<section>
    <p>${t(`courses:bodyView.${block.type}`)}</p>
    <div>${trusted(block.stem)}</div>
    <ul>
      ${block.options.map(({ key, html: text }) => html`<li>${key} ${trusted(text)}</li>`)}
    </ul>
  </section>`;
}
