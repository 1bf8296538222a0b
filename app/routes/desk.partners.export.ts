import { partners } from "~/features/people/partners.server";
import { partnerSheets } from "~/features/reporting/partner-sheets.server";
import { partnerContributions } from "~/features/reporting/partner-contribution.server";
import { civilDate, yearOf } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { contentDisposition } from "~/platform/file-name";
import { fileKinds } from "~/platform/file-kinds";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { writeWorkbook } from "~/platform/sheets.server";

/** What each partner gave this year, as the reader's pages show it. */
export const loader = guarded("partners:read", async ({ me, context }) => {
  const today = civilDate(now());
  const year = yearOf(today);
  const { t } = texts(context.language);
  const [rows, given] = await Promise.all([
    partners(today),
    partnerContributions(year, scope(me.grants, "partners:read")),
  ]);
  const file = await writeWorkbook(partnerSheets({ rows, given, year, language: context.language }));
  const name = `${t("partners:export.file", { year })}.xlsx`;
  return new Response(new Uint8Array(file), {
    headers: {
      "Content-Type": fileKinds.xlsx.mime,
      "Content-Disposition": contentDisposition("attachment", name),
    },
  });
});
