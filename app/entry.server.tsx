import { PassThrough } from "node:stream";
import {
  createReadableStreamFromReadable,
  type ActionFunctionArgs,
  type AppLoadContext,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { texts } from "~/platform/i18n/texts.server";
import { log, logged } from "~/platform/log.server";
import { PageInfo } from "~/ui/page-info";

// The server and the operator's command line are part of this build, so that they share its modules (one store, one
// clock): `scripts/*.mjs` load the build and call these.
export { start } from "~/process/start.server";
export { operate } from "~/process/operate.server";

export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { nonce, requestId } = context;
  const ready = isbot(request.headers.get("User-Agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let sent = false;
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={texts(context.language)}>
        <PageInfo.Provider value={{ nonce, requestId }}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </PageInfo.Provider>
      </I18nextProvider>,
      {
        nonce,
        [ready]() {
          sent = true;
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          headers.set("Cache-Control", "no-store");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          if (sent) log.error({ err: error, requestId }, "render failed");
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** What went wrong is for the log, with the id that the page shows; a person never sees a stack trace. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted) return;
  log.error(
    { err: error, requestId: context.requestId, path: logged(new URL(request.url).pathname) },
    "request failed",
  );
}
