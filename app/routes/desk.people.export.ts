import { maskedSecrets } from "~/features/people/secrets.server";
import { subtree } from "~/features/people/unit-tree.server";
import { allPeople } from "~/features/reporting/people-list.server";
import { peopleTable } from "~/features/reporting/people-table";
import { searchAddress, secretColumns } from "~/features/reporting/rules/people-search";
import { exportFormat, readSearch } from "~/features/reporting/schema";
import { civilDate } from "~/lib/dates";
import { can, scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { contentDisposition } from "~/platform/file-name";
import { fileKinds } from "~/platform/file-kinds";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { writeCsv, writeXlsx } from "~/platform/sheets.server";
import { logExport } from "~/workflows/log-export.server";

/** Exactly the people and columns of the list with the same address, all its pages. */
export const loader = guarded("people:read", async ({ request, me, context }) => {
  const at = now();
  const { searchParams } = new URL(request.url);
  const format = exportFormat.catch("xlsx").parse(searchParams.get("format"));
  const search = readSearch(searchParams);
  const seesSecrets = can(me.grants, "people:reveal");
  const columns = search.columns.filter((column) => seesSecrets || !secretColumns.includes(column));
  const rows = await allPeople(search, await subtree(scope(me.grants, "people:read")), at);
  const wantsSecrets = columns.some((column) => secretColumns.includes(column));
  const secrets = wantsSecrets ? await maskedSecrets(rows.map(({ id }) => id)) : new Map<string, never>();
  const { language, requestId } = context;
  const t = texts(language).getFixedT<["staff", "common"]>(language, ["staff", "common"]);
  const table = peopleTable(rows, columns, { t, language, secrets: Object.fromEntries(secrets) });
  await logExport({
    actorId: me.personId,
    what: "people",
    detail: {
      format,
      rows: rows.length,
      columns: columns.join(" "),
      search: searchAddress({ ...search, q: "" }),
      byText: search.q !== "",
    },
    requestId,
  });
  const body =
    format === "csv" ? writeCsv(table.columns, table.rows) : await writeXlsx(table.columns, table.rows);
  const name = `${t("staff:list.file")}-${civilDate(at)}.${format}`;
  return new Response(new Uint8Array(body), {
    headers: {
      "Content-Type": fileKinds[format].mime,
      "Content-Disposition": contentDisposition("attachment", name),
      "Cache-Control": "no-store",
    },
  });
});
