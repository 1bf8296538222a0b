import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NotificationsPage } from "~/features/people/components/notifications-page";
import { civilDate, yearOf } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { notificationAct, notificationQuery } from "~/platform/notification-forms";
import {
  markAllRead,
  openNotification,
  pageSize,
  readNotifications,
  unreadCount,
} from "~/platform/notifications.server";

export const handle = { width: "narrow" };

export const loader = guarded("signed-in", async ({ request, me, context }) => {
  const query = notificationQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { topic, show, page } = query;
  const [unread, found] = await Promise.all([
    unreadCount(me.personId),
    readNotifications(me.personId, { topic, unread: show === "unread", page }),
  ]);
  return {
    title: texts(context.language).t("notifications:list.title"),
    year: yearOf(civilDate(now())),
    ...{ query, pageSize, unread, ...found },
  };
});

export const action = guarded("signed-in", async ({ request, me }) => {
  const asked = readFields(await readForm(request), notificationAct);
  const here = new URL(request.url).search;
  if (asked.act === "read-all") {
    await markAllRead(me.personId);
    return redirect(`/notifications${here}`);
  }
  const opened = await openNotification(me.personId, asked.id);
  if (!opened) throw notFound();
  return redirect(asked.act === "open" && opened.link ? opened.link : `/notifications${here}`);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Notifications() {
  return <NotificationsPage {...useLoaderData<typeof loader>()} />;
}
