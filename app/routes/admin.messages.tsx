import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { unitChoices } from "~/features/people/account-list.server";
import { MessagesPage } from "~/features/people/components/messages-page";
import { scope } from "~/platform/access";
import { linkOrigin, tryRobot } from "~/platform/deliver.server";
import { parseForm, readForm } from "~/platform/form.server";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { deadJobs, jobHealth } from "~/platform/jobs.server";
import { mailSetUp } from "~/platform/mail.server";
import { messagesAct, messagesQuery } from "~/platform/notification-forms";
import { mailAddress } from "~/platform/notifications.server";
import { listRobots } from "~/platform/robots.server";
import { pageSize, troubledDeliveries } from "~/platform/troubled-deliveries.server";
import { installRobot, resendMessage, sendTestMail, stopRobot } from "~/workflows/administer-messages.server";

export const loader = guarded("system:manage", async ({ request, me, context }) => {
  const query = messagesQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    title: texts(context.language).t("notifications:messages.title"),
    ...query,
    pageSize,
    mail: mailSetUp(),
    address: await mailAddress(me.personId),
    origin: linkOrigin(),
    jobs: await jobHealth(),
    dead: await deadJobs(),
    robots: await listRobots(),
    units: await unitChoices(scope(me.grants, "system:manage")),
    ...(await troubledDeliveries(query.page)),
  };
});

export const action = guarded("system:manage", async ({ request, me, context }) => {
  const submission = parseForm(await readForm(request), messagesAct);
  if (submission.status !== "success") {
    // Only the form for a new robot can be filled in wrongly.
    const result = submission.reply();
    if (!["unitId", "name", "webhook"].some((field) => result.error?.[field]))
      throw new Response(null, { status: 400 });
    return data({ result, tried: undefined }, { status: 422 });
  }
  const asked = submission.value;
  const by = { actorId: me.personId, requestId: context.requestId };
  const done = (what: "again" | "test-mail" | "robot" | "stopped") =>
    redirect(`/admin/messages?done=${what}`);
  switch (asked.act) {
    case "send-again":
      if (!(await resendMessage({ ...by, ...asked }))) throw notFound();
      return done("again");
    case "test-mail":
      await sendTestMail(by);
      return done("test-mail");
    case "add-robot": {
      const units = await unitChoices(scope(me.grants, "system:manage"));
      if (!units.some(({ id }) => id === asked.unitId)) throw notFound();
      await installRobot({ ...by, unitId: asked.unitId, name: asked.name, key: asked.webhook });
      return done("robot");
    }
    case "stop-robot":
      if (!(await stopRobot({ ...by, id: asked.id }))) throw notFound();
      return done("stopped");
    case "test-robot": {
      const tried = await tryRobot(asked.id);
      if (!tried) throw notFound();
      return data({ result: undefined, tried });
    }
  }
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Messages() {
  const answer = useActionData<typeof action>();
  return <MessagesPage {...useLoaderData<typeof loader>()} tried={answer?.tried} result={answer?.result} />;
}
