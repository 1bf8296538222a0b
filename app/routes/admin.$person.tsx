import { redirect, type MetaFunction } from "@remix-run/node";
import type { z } from "zod";
import { useActionData, useLoaderData } from "@remix-run/react";
import { openOffices, readAccount, unitChoices } from "~/features/people/account-list.server";
import { AccountPage } from "~/features/people/components/account-page";
import { accountActForm, chosenAct } from "~/features/people/schema/accounts";
import { can, isRole, roles, scope, type Role } from "~/platform/access";
import { texts } from "~/platform/i18n/texts.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guardedAny, idShape, notFound, param } from "~/platform/guard.server";
import { mailSetUp } from "~/platform/mail.server";
import { linkOrigin } from "~/platform/deliver.server";
import { ownOrigin } from "~/platform/own-origin.server";
import { qrCode } from "~/platform/qr.server";
import { minuteMs } from "~/lib/dates";
import { administerAccount, type AccountAct } from "~/workflows/administer-account.server";
import { invitePerson } from "~/workflows/invite-person.server";

export const handle = { width: "narrow" };

const anyOf = ["account:manage", "security:manage"] as const;

export const loader = guardedAny(anyOf, async ({ request, params, context, me }) => {
  const units = anyOf.flatMap((permission) => scope(me.grants, permission));
  const account = await readAccount(units, param(params, "person", idShape));
  if (!account) throw notFound();
  const [manage, secure] = [can(me.grants, "account:manage"), can(me.grants, "security:manage")];
  const grantable: readonly Role[] = secure ? roles : await openOffices();
  const search = new URL(request.url).searchParams;
  return {
    title: texts(context.language).t("account:account.title", { name: account.name }),
    account,
    units: await unitChoices(units),
    grantable,
    may: {
      ...{ manage, secure, self: account.personId === me.personId },
      mail: account.hasMail && mailSetUp() !== null,
    },
    chosen: chosenIn(search),
    done: chosenAct.shape.act.safeParse(search.get("done")).data ?? null,
  };
});

function chosenIn(search: URLSearchParams) {
  const { data } = chosenAct.safeParse(Object.fromEntries(search));
  if (!data) return null;
  const { act, role, unit } = data;
  if (act !== "end-role") return { act };
  return role && isRole(role) && unit ? { act, role, unitId: unit } : null;
}

export const action = guardedAny(anyOf, async ({ request, params, context, me }) => {
  const personId = param(params, "person", idShape);
  const submission = parseForm(await readForm(request), accountActForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const order = submission.value;
  const { requestId, secure, demo } = context;
  const about = { personId, by: me, requestId };
  if (order.act === "invite" || order.act === "mail") {
    const way = order.act === "mail" ? ("mail" as const) : ("sheet" as const);
    const made = await invitePerson({ ...about, as: "account:manage", way });
    if (!made) throw notFound();
    if (made.refusal) return { refusal: made.refusal };
    const { secret, ...sheet } = made.invitation;
    if (secret === null) return redirect(`/admin/${personId}?done=mail`);
    const address = `${linkOrigin() ?? ownOrigin(request, secure)}/link/${secret}`;
    return { sheet: { ...sheet, address, qr: qrCode(address) } };
  }
  const done = await administerAccount({ ...about, order: accountAct(order), demo });
  if (!done) throw notFound();
  return done.refusal ? { refusal: done.refusal } : redirect(`/admin/${personId}?done=${order.act}`);
});

function accountAct(
  order: Exclude<z.output<typeof accountActForm>, { act: "invite" } | { act: "mail" }>,
): AccountAct {
  if (order.act === "block")
    return { act: "block", forMs: Number(order.hours) * 60 * minuteMs, reason: order.reason };
  if (order.act !== "grant-role" && order.act !== "end-role") return order;
  if (!isRole(order.role)) throw new Response(null, { status: 400 });
  return { ...order, role: order.role };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AdminPerson() {
  const { title: _, done, ...page } = useLoaderData<typeof loader>();
  return <AccountPage {...page} outcome={useActionData<typeof action>() ?? (done ? { done } : undefined)} />;
}
