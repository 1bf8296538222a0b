/**
 * Minutes read without a network. A device tells afterwards how long it was read (its own clock measures a length and
 * never a time of day), and since which contact with the server. Credited is what fits into the person's real time that
 * nothing has counted yet, between that contact and the arrival of the report by the server's clock, the earliest first;
 * never more than is left of the lesson's stated minutes. So neither a wrong clock nor a second device earns a minute
 * twice, and time that a beat has counted is not counted again. Source: domain rules §3, settled readings. All times are
 * epoch milliseconds by the server's clock, all lengths milliseconds.
 */
export const version = "courses.offline@1";

/** A contact so long ago is no longer known: what was read since cannot be placed any more. */
export const contactKeptMs = 30 * 24 * 60 * 60_000;
/** What is shorter than this between two beats is a slow network, and not worth a row. */
export const shortestGapMs = 5000;

/** From `from` up to, not including, `to`. */
export interface Span {
  from: number;
  to: number;
}

export interface OfflineReport {
  /** Made by the device: the same key is the same report. */
  key: string;
  lesson: string;
  /** The contact with the server after which the reading began. */
  since: number;
  /** How long the device says that it was read. */
  toldMs: number;
}

/** The time before a beat that nothing has counted; null when there is hardly any. `last` is the last contact. */
export function gapBefore(last: number | null, at: number, creditedMs: number): Span | null {
  const gap = { from: last ?? 0, to: at - creditedMs };
  return gap.to - gap.from < shortestGapMs ? null : gap;
}

export interface OfflineCredit {
  /** Milliseconds credited, by the key of the report. */
  credited: Record<string, number>;
  /** What is still free of the person's time, in order. */
  free: Span[];
}

/**
 * Credits reports that arrive at `at`, in whatever order they were given; one that is given twice counts once. `free` is
 * the person's time that nothing has counted; `leftMs` what is left of each lesson's stated time.
 */
export function creditOffline(asked: {
  at: number;
  reports: readonly OfflineReport[];
  free: readonly Span[];
  leftMs: Readonly<Record<string, number>>;
}): OfflineCredit {
  const { at, reports } = asked;
  const left = { ...asked.leftMs };
  const credited: Record<string, number> = {};
  let free = [...asked.free].sort((a, b) => a.from - b.from);
  // Taking the earliest free time, reports in any order take the same time in all, as cars in a one-way street do.
  for (const { key, lesson, since, toldMs } of [...reports].sort(inOrder)) {
    if (key in credited) continue;
    const wanted = Math.max(0, Math.min(toldMs, left[lesson] ?? 0));
    const taken = take(free, { from: Math.max(since, at - contactKeptMs), to: at }, wanted);
    free = taken.free;
    credited[key] = taken.ms;
    left[lesson] = (left[lesson] ?? 0) - taken.ms;
  }
  return { credited, free };
}

function inOrder(a: OfflineReport, b: OfflineReport): number {
  return a.since - b.since || (a.key < b.key ? -1 : 1);
}

/** Takes up to `wanted` milliseconds of the free time inside a window, the earliest first. */
function take(free: readonly Span[], window: Span, wanted: number): { ms: number; free: Span[] } {
  let ms = 0;
  const rest = free.flatMap((span) => {
    const from = Math.max(span.from, window.from);
    const to = Math.min(span.to, window.to, from + wanted - ms);
    if (to <= from) return [span];
    ms += to - from;
    return [
      { from: span.from, to: from },
      { from: to, to: span.to },
    ].filter((part) => part.to > part.from);
  });
  return { ms, free: rest };
}
