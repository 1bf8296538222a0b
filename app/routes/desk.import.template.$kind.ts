import { isImportKind } from "~/features/exchange/rules/columns";
import { importTemplate } from "~/features/exchange/template.server";
import { fileKinds } from "~/platform/file-kinds";
import { contentDisposition } from "~/platform/file-name";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";

/** The XLSX template of a kind. */
export const loader = guarded("import:write", async ({ params }) => {
  const kind = param(params, "kind", slugShape);
  if (!isImportKind(kind)) throw notFound();
  const { name, file } = await importTemplate(kind);
  return new Response(new Uint8Array(file), {
    headers: {
      "Content-Type": fileKinds.xlsx.mime,
      "Content-Disposition": contentDisposition("attachment", name),
    },
  });
});
