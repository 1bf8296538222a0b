/** Places by points: ties share a place and the next place is left out (1, 2, 2, 4). */
export const version = "incentives.rank@1";

export interface Points {
  id: string;
  points: number;
}

export interface Place extends Points {
  rank: number;
}

/** All places, most points first; among equals by id, so that the order is the same on every page. */
export function rank(list: readonly Points[]): Place[] {
  const sorted = [...list].sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));
  const places: Place[] = [];
  sorted.forEach((each, index) => {
    const before = places[index - 1];
    places.push({ ...each, rank: before && before.points === each.points ? before.rank : index + 1 });
  });
  return places;
}

/** The place of one and up to `around` places above and below; empty when they have none. */
export function around(places: readonly Place[], id: string, reach = 2): Place[] {
  const at = places.findIndex((place) => place.id === id);
  return at < 0 ? [] : places.slice(Math.max(0, at - reach), at + reach + 1);
}
