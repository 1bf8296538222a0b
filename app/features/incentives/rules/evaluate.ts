/**
 * What verified events earn under dated policies, as entries to post. Facts may arrive late and in any order; events
 * with one id are one event. Afterwards the balance is what it would be had all been known at once: the difference
 * to what was posted becomes an adjusting entry, and earlier entries stay. Amounts are whole points.
 */
export const version = "incentives.evaluate@1";

export interface PolicyRule {
  id: string;
  /** The kind of event that earns it. */
  on: string;
  /** Points; negative for a deduction. */
  points: number;
  /** Facts of the event that must be equal. */
  when: Record<string, string | number | boolean>;
}

export interface PolicyCap {
  id: string;
  rules: readonly string[];
  over: "day" | "month" | "year";
  points: number;
}

export interface Policy {
  version: string;
  /** First and last day, "YYYY-MM-DD", both included; the last may be open. */
  effectiveFrom: string;
  effectiveTo: string | null;
  rules: readonly PolicyRule[];
  caps: readonly PolicyCap[];
}

export interface Event {
  id: string;
  kind: string;
  /** Instant in ISO form, and its day in Asia/Shanghai. */
  at: string;
  on: string;
  facts: Record<string, string | number | boolean>;
  /** The id of an event that this one takes back; it earns nothing itself. */
  cancels: string | null;
}

export interface PostedEntry {
  key: string;
  eventId: string;
  rule: string;
  amount: number;
  /** The key of the entry that this one takes back. */
  reverses: string | null;
}

export interface Award {
  eventId: string;
  rule: string;
  policyVersion: string;
  points: number;
  /** What it would have been without caps, and the cap that was the tightest. */
  uncapped: number;
  cappedBy: string | null;
}

export interface NewEntry extends PostedEntry {
  policyVersion: string;
  occurredOn: string;
  uncapped: number;
  cappedBy: string | null;
}

const windows = { day: 10, month: 7, year: 4 };

/** The awards of all events in order of date, time and id. */
export function awards(policies: readonly Policy[], events: readonly Event[]): Award[] {
  const used = new Map<string, number>();
  const earned: Award[] = [];
  for (const event of ordered(events)) {
    if (event.cancels !== null) continue;
    for (const policy of policies) {
      if (event.on < policy.effectiveFrom || (policy.effectiveTo !== null && event.on > policy.effectiveTo))
        continue;
      for (const rule of policy.rules) {
        if (rule.on !== event.kind || !matches(rule, event)) continue;
        earned.push(capped(policy, rule, event, used));
      }
    }
  }
  return earned;
}

/** Awards and the entries that bring what was posted to them. */
export function evaluate(
  policies: readonly Policy[],
  events: readonly Event[],
  posted: readonly PostedEntry[],
): { awards: Award[]; entries: NewEntry[] } {
  const earned = awards(policies, events);
  const byId = new Map(ordered(events).map((event) => [event.id, event]));
  const entries: NewEntry[] = [];
  const pairs = new Map<string, { award: Award; posted: PostedEntry[] }>();
  for (const award of earned) pairs.set(`${award.eventId}/${award.rule}`, { award, posted: [] });
  for (const entry of posted) {
    if (entry.reverses !== null) continue;
    const pair = pairs.get(`${entry.eventId}/${entry.rule}`) ?? { award: nothing(entry), posted: [] };
    pair.posted.push(entry);
    pairs.set(`${entry.eventId}/${entry.rule}`, pair);
  }
  const reversed = new Set(posted.flatMap((entry) => entry.reverses ?? []));
  const cancelled = new Set([...byId.values()].flatMap((event) => event.cancels ?? []));
  for (const [pair, { award, posted: before }] of pairs) {
    const occurredOn = byId.get(award.eventId)?.on;
    if (occurredOn === undefined) continue;
    const difference = award.points - before.reduce((sum, entry) => sum + entry.amount, 0);
    const open: PostedEntry[] = before.filter((entry) => !reversed.has(entry.key));
    const common = { ...award, occurredOn };
    if (difference !== 0) {
      const entry = entryOf(common, `${pair}/${before.length}`, difference, null);
      entries.push(entry);
      open.push(entry);
    }
    if (!cancelled.has(award.eventId)) continue;
    for (const entry of open) entries.push(entryOf(common, `reverse/${entry.key}`, -entry.amount, entry.key));
  }
  return { awards: earned, entries };
}

function ordered(events: readonly Event[]): Event[] {
  const once = new Map<string, Event>();
  for (const event of events) if (!once.has(event.id)) once.set(event.id, event);
  return [...once.values()].sort((a, b) => compare(a.on, b.on) || compare(a.at, b.at) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function matches(rule: PolicyRule, event: Event): boolean {
  return Object.entries(rule.when).every(([name, value]) => event.facts[name] === value);
}

/** Takes the points that are left below the tightest cap; deductions know no cap. */
function capped(policy: Policy, rule: PolicyRule, event: Event, used: Map<string, number>): Award {
  const caps = rule.points > 0 ? policy.caps.filter((cap) => cap.rules.includes(rule.id)) : [];
  let points = rule.points;
  let cappedBy: string | null = null;
  const places = caps.map((cap) => `${policy.version}/${cap.id}/${event.on.slice(0, windows[cap.over])}`);
  caps.forEach((cap, i) => {
    const room = Math.max(0, cap.points - (used.get(places[i] as string) ?? 0));
    if (room < points) [points, cappedBy] = [room, cap.id];
  });
  for (const place of places) used.set(place, (used.get(place) ?? 0) + points);
  return {
    eventId: event.id,
    rule: rule.id,
    policyVersion: policy.version,
    points,
    uncapped: rule.points,
    cappedBy,
  };
}

/** What an entry should be that no rule of any policy earns any more. */
function nothing(entry: PostedEntry): Award {
  return {
    eventId: entry.eventId,
    rule: entry.rule,
    policyVersion: "none",
    points: 0,
    uncapped: 0,
    cappedBy: null,
  };
}

function entryOf(
  award: Award & { occurredOn: string },
  key: string,
  amount: number,
  reverses: string | null,
): NewEntry {
  const { eventId, rule, policyVersion, occurredOn, uncapped, cappedBy } = award;
  return { key, eventId, rule, amount, reverses, policyVersion, occurredOn, uncapped, cappedBy };
}
