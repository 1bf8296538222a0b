import { redirect } from "@remix-run/node";
import { guarded } from "~/platform/guard.server";
import { signOut } from "~/workflows/sign-out.server";

export const action = guarded(
  "signed-in",
  async ({ request, context, me }) => {
    const cookie = await signOut({
      personId: me.personId,
      cookieHeader: request.headers.get("Cookie"),
      secure: context.secure,
      requestId: context.requestId,
    });
    return redirect("/login", { headers: { "Set-Cookie": cookie } });
  },
  { while: [null, "totp", "enrol-totp", "password"] },
);

export const loader = guarded("signed-in", async () => redirect("/"));
