import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { byIdNumberWithin } from "~/features/people/person-lookup.server";
import { maskedSecrets } from "~/features/people/secrets.server";
import { subtree } from "~/features/people/unit-tree.server";
import { PeoplePage } from "~/features/reporting/components/people-page";
import { listPeople, peopleByNumber, peopleFilters } from "~/features/reporting/people-list.server";
import {
  columns,
  numberIn,
  searchAddress,
  secretColumns,
  usualSearch,
} from "~/features/reporting/rules/people-search";
import { readSearch } from "~/features/reporting/schema";
import { countWithoutPassword } from "~/features/reporting/without-password.server";
import { can, scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import type { Me } from "~/platform/context.server";
import { readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { logLookUp } from "~/workflows/log-look-up.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guarded("people:read", async ({ request, me, context }) => {
  const at = now();
  const { searchParams } = new URL(request.url);
  const seesSecrets = can(me.grants, "people:reveal");
  const allowed = columns.filter((column) => seesSecrets || !secretColumns.includes(column));
  const asked = readSearch(searchParams);
  const search = { ...asked, columns: asked.columns.filter((column) => allowed.includes(column)) };
  const units = await subtree(scope(me.grants, "people:read"));
  const canWrite = can(me.grants, "people:write");
  const [found, choices, uninvited] = await Promise.all([
    listPeople(search, units, at),
    peopleFilters(units, at),
    canWrite ? countWithoutPassword(search, await subtree(scope(me.grants, "people:write")), at) : 0,
  ]);
  const shown = found.rows.map(({ id }) => id);
  const wantsSecrets = search.columns.some((column) => secretColumns.includes(column));
  return {
    title: texts(context.language).t("staff:list.title"),
    search,
    found,
    choices,
    secrets: wantsSecrets ? Object.fromEntries(await maskedSecrets(shown)) : {},
    columns: allowed,
    canWrite,
    uninvited,
    unknownNumber: searchParams.get("number") === "unknown",
  };
});

/** An ID or phone number opens its person and never comes into the address; anything else does. */
export const action = guarded("people:read", async ({ request, me, context }) => {
  const search = readSearch(await readForm(request));
  const number = numberIn(search.q);
  if (number === null) return redirect(`/desk/people${searchAddress(search)}`);
  const list = searchAddress(search, { q: "" });
  const found = await whoHas(number, me, context.requestId);
  if (found.length > 1)
    return redirect(`/desk/people${searchAddress(usualSearch, { only: found, state: "all" })}`);
  if (found[0]) return redirect(`/desk/people/${found[0]}?list=${encodeURIComponent(list)}`);
  return redirect(`/desk/people${list}${list === "?" ? "" : "&"}number=unknown`);
});

async function whoHas(number: string, me: Me, requestId: string): Promise<string[]> {
  if (!/^\d{17}[\dX]$/.test(number))
    return peopleByNumber(number, await subtree(scope(me.grants, "people:read")), now());
  const personId = await byIdNumberWithin(number, scope(me.grants, "people:reveal"), now());
  // Who knows most of a number could try the rest: each look-up leaves its trace.
  await logLookUp({ actorId: me.personId, personId, requestId });
  return personId === null ? [] : [personId];
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function People() {
  return <PeoplePage {...useLoaderData<typeof loader>()} />;
}
