import { html } from "~/lib/html";
import { open } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { documentResponse } from "~/problem-document.server";
import { plainDocument } from "~/ui/plain-document";

/** The server is asked for it once, when the service worker is installed: what a page is without a network. */
export const handle = { document: true };

export const loader = open("public", async ({ context }) => {
  const { language, theme, requestId } = context;
  const { t } = texts(language);
  const title = t("offline:page.title");
  const body = html`<a class="skip" href="#main">${t("frame.skip")}</a>
    <main id="main" class="main main--bare main--narrow" tabindex="-1">
      <h1 class="mt-5">${title}</h1>
      <p class="mt-3">${t("offline:page.text")}</p>
      <h2 class="mt-5">${t("offline:page.courses")}</h2>
      <ul class="stack mt-3">
        <!--courses-->
        <li>${t("offline:page.none")}</li>
        <!--/courses-->
      </ul>
      <p class="mt-5">
        <a class="btn" href=""><span>${t("offline:page.retry")}</span></a>
      </p>
    </main>`;
  return documentResponse(plainDocument({ language, theme, requestId, title, body }).markup);
});
