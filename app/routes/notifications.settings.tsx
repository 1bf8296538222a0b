import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NotificationSettingsPage } from "~/features/people/components/notification-settings-page";
import { readFields, readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { settingsForm } from "~/platform/notification-forms";
import { mailAddress, readSettings, saveSettings } from "~/platform/notifications.server";

export const handle = { width: "narrow" };

export const loader = guarded("signed-in", async ({ request, me, context }) => ({
  title: texts(context.language).t("notifications:settings.title"),
  kinds: await readSettings(me.personId, me.grants),
  address: await mailAddress(me.personId),
  saved: new URL(request.url).searchParams.has("saved"),
}));

export const action = guarded("signed-in", async ({ request, me }) => {
  await saveSettings(me.personId, me.grants, readFields(await readForm(request), settingsForm));
  return redirect("/notifications/settings?saved");
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NotificationSettings() {
  return <NotificationSettingsPage {...useLoaderData<typeof loader>()} />;
}
