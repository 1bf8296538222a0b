import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { serveUpload } from "~/platform/uploads.server";
import { uploadFor } from "~/workflows/read-upload.server";

/** A file, for who may see something that it belongs to. */
export const loader = guarded("signed-in", async ({ request, params, me, context }) => {
  const upload = await uploadFor(me, param(params, "upload", idShape));
  if (!upload) throw notFound();
  return serveUpload(request, upload, () => context.drained());
});
