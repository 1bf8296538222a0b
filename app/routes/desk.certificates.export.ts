import { subtree } from "~/features/people/unit-tree.server";
import { allCertificates } from "~/features/reporting/certificate-list.server";
import { certificateTable } from "~/features/reporting/certificate-table";
import { certificatesAddress } from "~/features/reporting/rules/certificate-search";
import { certificateSearch, exportFormat } from "~/features/reporting/schema";
import { civilDate } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { fileKinds } from "~/platform/file-kinds";
import { contentDisposition } from "~/platform/file-name";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { writeCsv, writeXlsx } from "~/platform/sheets.server";
import { logExport } from "~/workflows/log-export.server";

/** Exactly the certificates of the list with the same address, all its pages. */
export const loader = guarded("certificates:read", async ({ request, me, context }) => {
  const at = now();
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const format = exportFormat.catch("xlsx").parse(asked.format);
  const search = certificateSearch.parse(asked);
  const rows = await allCertificates(search, await subtree(scope(me.grants, "certificates:read")), at);
  const { language, requestId } = context;
  const t = texts(language).getFixedT<["certificates", "common"]>(language, ["certificates", "common"]);
  const table = certificateTable(rows, { t, language });
  const byText = search.q !== "";
  await logExport({
    actorId: me.personId,
    what: "certificate",
    detail: { format, rows: rows.length, search: certificatesAddress({ ...search, q: "" }), byText },
    requestId,
  });
  const body =
    format === "csv" ? writeCsv(table.columns, table.rows) : await writeXlsx(table.columns, table.rows);
  const name = `${t("certificates:desk.file")}-${civilDate(at)}.${format}`;
  return new Response(new Uint8Array(body), {
    headers: {
      "Content-Type": fileKinds[format].mime,
      "Content-Disposition": contentDisposition("attachment", name),
      "Cache-Control": "no-store",
    },
  });
});
