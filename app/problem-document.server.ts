import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { html } from "~/lib/html";
import { isBackground } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { problemKey } from "~/problem-page";
import { WholeResponse } from "~/platform/whole-response.server";
import { plainDocument } from "~/ui/plain-document";

type Args = LoaderFunctionArgs | ActionFunctionArgs;
/**
 * For a route that answers with a document of its own: what it throws becomes the page that says so, as Remix does it
 * for its own. A script that asks in the background gets the bare status.
 */
export function asProblem(thrown: unknown, { request, context }: Args): unknown {
  if (!(thrown instanceof Response) || thrown.status < 400 || isBackground(request)) return thrown;
  return documentResponse(problemDocument(thrown.status, context), thrown.status);
}

/** What to send: a page that belongs to one person. */
export function documentResponse(markup: string, status = 200): Response {
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
  return new WholeResponse(markup, { status, headers });
}

/** The same page as `ProblemPage`. */
function problemDocument(status: number, { language, theme, requestId }: Args["context"]): string {
  const { t } = texts(language);
  const key = problemKey(status);
  const body = html`<a class="skip" href="#main">${t("frame.skip")}</a>
    <main id="main" class="main main--bare main--narrow" tabindex="-1">
      <header class="head">
        <div class="head__row">
          <div><h1>${t(`error.${key}.title`)}</h1></div>
        </div>
      </header>
      <p>${t(`error.${key}.text`)}</p>
      ${key >= 500 && html`<p class="note">${t("error.id", { id: requestId })}</p>`}
      <p class="btns mt-5">
        <a class="btn" href="/"><span>${t("error.home")}</span></a>
      </p>
    </main>`;
  return plainDocument({ language, theme, requestId, title: t("brand.name"), body }).markup;
}
