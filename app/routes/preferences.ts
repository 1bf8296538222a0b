import { redirect } from "@remix-run/node";
import { preferencesForm } from "~/features/people/schema/sign-in";
import { readFields, readForm } from "~/platform/form.server";
import { open } from "~/platform/guard.server";

/** Language and theme, kept on the device. */
export const action = open("public", async ({ request, context }) => {
  const { language, theme, next } = readFields(await readForm(request), preferencesForm);
  const headers = new Headers();
  const attributes = `Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${context.secure ? "; Secure" : ""}`;
  if (language) headers.append("Set-Cookie", `nuanxin_language=${language}; ${attributes}`);
  if (theme) headers.append("Set-Cookie", `nuanxin_theme=${theme}; ${attributes}`);
  return redirect(next, { headers });
});

export const loader = open("public", async () => redirect("/"));
