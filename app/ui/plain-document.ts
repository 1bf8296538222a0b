import styles from "./app.css?url";
import { html, type Html, type Part } from "~/lib/html";

/** What a page without React says of itself before its content. */
export interface PlainPage {
  /** "zh" or "en". */
  language: string;
  theme: string | null;
  /** `large` or `huge`; null is the normal size. */
  textSize?: string | null;
  requestId: string;
  title: string;
  /** Address of the page's only script. */
  script?: string;
  body: Part;
}

/** A whole document: the same head, styles and marks as the pages that Remix draws, and one small script at most. */
export function plainDocument({
  language,
  theme,
  textSize,
  requestId,
  title,
  script,
  body,
}: PlainPage): Html {
  return html`<!DOCTYPE html>
    <html
      lang="${language === "en" ? "en" : "zh-CN"}"
      ${theme && html` data-theme="${theme}"`}${textSize && html` data-text="${textSize}"`}
      data-request="${requestId}"
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="format-detection" content="telephone=no" />
        <title>${title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#10161a" />
        <link rel="stylesheet" href="${styles}" />
        ${script && html`<script type="module" src="${script}"></script>`}
      </head>
      <body>
        ${body}
      </body>
    </html> `;
}
