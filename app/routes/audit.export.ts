import { createReadableStreamFromReadable } from "@remix-run/node";
import { Readable } from "node:stream";
import { auditFile } from "~/features/reporting/audit-file.server";
import { auditFormat, auditSearch } from "~/features/reporting/schema";
import { civilDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { contentDisposition } from "~/platform/file-name";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { exportAudit } from "~/workflows/export-audit.server";

/** Exactly the rows of the list with the same address, all its pages, as they are read from the database. */
export const loader = guarded("audit:read", async ({ request, me, context }) => {
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const format = auditFormat.catch("csv").parse(asked.format);
  const { language, requestId } = context;
  const search = auditSearch.parse(asked);
  const extract = await exportAudit({ actorId: me.personId, search, format, requestId });
  const t = texts(language).getFixedT(language, "audit");
  const { mime, chunks } = auditFile(extract, format, t);
  const body = async function* () {
    for await (const chunk of chunks) {
      if (request.signal.aborted) return;
      await context.drained();
      yield chunk;
    }
  };
  return new Response(createReadableStreamFromReadable(Readable.from(body())), {
    headers: {
      "Content-Type": mime,
      "Content-Disposition": contentDisposition(
        "attachment",
        `${texts(language).t("audit:file")}-${civilDate(now())}.${format}`,
      ),
      "Cache-Control": "no-store",
    },
  });
});
