import { redirect } from "@remix-run/node";
import { preferencesForm } from "~/features/people/schema/sign-in";
import { readFields, readForm } from "~/platform/form.server";
import { open } from "~/platform/guard.server";

/** Language, theme and the size of a lesson's text, kept on the device. */
export const action = open("public", async ({ request, context }) => {
  const { language, theme, textSize, next } = readFields(await readForm(request), preferencesForm);
  const headers = new Headers();
  const attributes = `Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${context.secure ? "; Secure" : ""}`;
  if (language) headers.append("Set-Cookie", `nuanxin_language=${language}; ${attributes}`);
  if (theme) headers.append("Set-Cookie", `nuanxin_theme=${theme}; ${attributes}`);
  if (textSize) headers.append("Set-Cookie", `nuanxin_text=${textSize}; ${attributes}`);
  return redirect(next, { headers });
});

export const loader = open("public", async () => redirect("/"));
