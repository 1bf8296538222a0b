/** Seats of a session: never more than its capacity, the rest wait in order, a free seat goes to the first. */
export const version = "training.seats@1";

export interface Asked {
  state: string;
  /** Epoch milliseconds. */
  now: number;
  startsAt: number;
  capacity: number;
  seated: number;
  waiting: number;
  /** What the person already has here. */
  own: "seated" | "waiting" | null;
  /** The title of another session of the person at the same time. */
  overlap: string | null;
}

export type SeatRefusal = "not-open" | "started" | "already" | "overlap";

/** The place somebody gets who enrols, or why not. */
export function seat(asked: Asked): { place: "seated" | "waiting" } | { refusal: SeatRefusal } {
  if (asked.own) return { refusal: "already" };
  if (asked.state !== "open") return { refusal: "not-open" };
  if (asked.now >= asked.startsAt) return { refusal: "started" };
  if (asked.overlap !== null) return { refusal: "overlap" };
  return { place: asked.seated < asked.capacity && asked.waiting === 0 ? "seated" : "waiting" };
}

export type LeaveRefusal = "not-enrolled" | "started" | "signed-in";

/** Why somebody cannot give the place back; null when it can be given back. */
export function leaveRefusal(
  asked: Pick<Asked, "own" | "now" | "startsAt"> & { attended: boolean },
): LeaveRefusal | null {
  if (!asked.own) return "not-enrolled";
  if (asked.attended) return "signed-in";
  return asked.now >= asked.startsAt ? "started" : null;
}

/** How many of the waiting move up. */
export function promotions(capacity: number, seated: number, waiting: number): number {
  return Math.max(0, Math.min(waiting, capacity - seated));
}

/** Replays enrolments and withdrawals: who sits and who waits, in order. */
export function replay(
  capacity: number,
  acts: readonly { person: string; act: "enrol" | "withdraw" }[],
): { seated: string[]; waiting: string[] } {
  const seated: string[] = [];
  const waiting: string[] = [];
  for (const { person, act } of acts) {
    const own = seated.includes(person) ? "seated" : waiting.includes(person) ? "waiting" : null;
    if (act === "enrol") {
      const asked = { state: "open", now: 0, startsAt: 1, capacity, own, overlap: null } as const;
      const given = seat({ ...asked, seated: seated.length, waiting: waiting.length });
      if ("place" in given) (given.place === "seated" ? seated : waiting).push(person);
    } else if (own) {
      const list = own === "seated" ? seated : waiting;
      list.splice(list.indexOf(person), 1);
      seated.push(...waiting.splice(0, promotions(capacity, seated.length, waiting.length)));
    }
  }
  return { seated, waiting };
}
