import { dbDate } from "~/lib/dates";
import { onDay } from "~/platform/on-day.server";
import { db } from "~/platform/store.server";
import { around, rank, type Place } from "./rules/rank";

export interface Period {
  /** First and last day, both included. */
  from: string;
  to: string;
}

export interface Ranking {
  /** The person's own place; null without points. */
  own: Place | null;
  /** How many have a place. */
  of: number;
  /** The next better place, and the points that it has. */
  above: { rank: number; points: number } | null;
  near: {
    id: string;
    rank: number;
    points: number;
    name: string | null;
    unit: string | null;
    unitEn: string | null;
  }[];
}

/**
 * The places of a period around one person. A name is shown for oneself and for those who agreed to it, the unit is
 * that of today, or of the last day of a period that is over.
 */
export async function rankingAround(personId: string, period: Period, today: string): Promise<Ranking> {
  const day = onDay(dbDate(today < period.to ? today : period.to));
  const sums = await db().ledgerEntry.groupBy({
    by: ["personId"],
    where: { kind: "points", occurredOn: { gte: dbDate(period.from), lte: dbDate(period.to) } },
    _sum: { amount: true },
  });
  const places = rank(sums.map((row) => ({ id: row.personId, points: row._sum.amount ?? 0 })));
  const near = around(places, personId);
  const people = await db().person.findMany({
    where: {
      id: { in: near.map((place) => place.id) },
      OR: [{ id: personId }, { consents: { some: { purpose: "public-ranking", withdrawnAt: null } } }],
    },
    include: {
      posts: {
        where: day,
        orderBy: { startsOn: "desc" },
        take: 1,
        include: { unit: { include: { versions: { where: day } } } },
      },
    },
  });
  const named = new Map(people.map((person) => [person.id, person]));
  const own = places.find((place) => place.id === personId);
  const above = own && places.filter((place) => place.rank < own.rank).slice(-1)[0];
  return {
    above: above ? { rank: above.rank, points: above.points } : null,
    own: near.find((place) => place.id === personId) ?? null,
    of: places.length,
    near: near.map((place) => {
      const person = named.get(place.id);
      const post = person?.posts[0];
      const unit = post?.unit.versions[0] ?? post?.unit;
      return { ...place, name: person?.name ?? null, unit: unit?.name ?? null, unitEn: unit?.nameEn ?? null };
    }),
  };
}
