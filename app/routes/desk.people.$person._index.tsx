import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { doneActs, PersonHead } from "~/features/people/components/person-head";
import { PersonRecord } from "~/features/people/components/person-record";
import { recordWithin } from "~/features/people/person-lookup.server";
import { maskedSecrets } from "~/features/people/secrets.server";
import { PersonTimeline } from "~/features/reporting/components/person-timeline";
import { personTimeline } from "~/features/reporting/person-timeline.server";
import { searchAddress } from "~/features/reporting/rules/people-search";
import { visibleKinds, type TimelineKind } from "~/features/reporting/rules/timeline";
import { readSearch, timelineFilter } from "~/features/reporting/schema";
import { civilDate } from "~/lib/dates";
import { can, scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";

const most = 30;

export const loader = guarded("people:read", async ({ request, params, me }) => {
  const at = now();
  const personId = param(params, "person", idShape);
  const person = await recordWithin(personId, scope(me.grants, "people:read"), at);
  if (!person) throw notFound();
  const { searchParams } = new URL(request.url);
  const mayHere = async (permission: "people:write" | "people:reveal") =>
    personId !== me.personId &&
    can(me.grants, permission) &&
    (await recordWithin(personId, scope(me.grants, permission), at)) !== null;
  const canWrite = await mayHere("people:write");
  const kinds = visibleKinds({ isHr: canWrite, isSelf: personId === me.personId });
  const asked = timelineFilter.parse(searchParams.get("kind"));
  const kind = asked && kinds.includes(asked) ? asked : null;
  const events = await personTimeline(personId, kind ? [kind] : kinds);
  const list = searchParams.get("list") ?? "";
  return {
    title: person.master.name,
    person,
    canWrite,
    secrets: (await mayHere("people:reveal"))
      ? ((await maskedSecrets([personId])).get(personId) ?? null)
      : null,
    timeline: {
      events: searchParams.has("all") ? events : events.slice(0, most),
      total: events.length,
      kinds,
      kind,
    },
    today: civilDate(at),
    list: searchAddress(readSearch(new URLSearchParams(list)), pageOf(list)),
    done: z.enum(doneActs).nullable().catch(null).parse(searchParams.get("done")),
  };
});

/** The page of the list that the reader came from. */
function pageOf(list: string) {
  return { page: readSearch(new URLSearchParams(list)).page };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Person() {
  const { person, canWrite, secrets, timeline, today, list, done } = useLoaderData<typeof loader>();
  const address = ({ kind, all }: { kind?: TimelineKind; all?: boolean }) =>
    `?${new URLSearchParams({ ...(list !== "?" && { list }), ...(kind && { kind }), ...(all && { all: "1" }) }).toString()}`;
  return (
    <>
      <PersonHead {...{ person, canWrite, done }} list={`/desk/people${list}`} />
      <div className="grid gap-6 desk:grid-cols-2 [&>*]:min-w-0">
        <div>
          <PersonRecord {...{ person, canWrite, secrets }} />
        </div>
        <PersonTimeline {...timeline} today={today} address={address} />
      </div>
    </>
  );
}
