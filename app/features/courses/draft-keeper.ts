import type { SaveKind, SaveRefusal, TextRefusal } from "./rules/draft";

/** What a text is based on, or what was saved. */
export interface Basis {
  versionId: string;
  number: number;
  revision: number;
}

/** The newer text that a save met. `savedAt` is ISO 8601. */
export interface TheirText extends Basis {
  source: string;
  author: string | null;
  savedAt: string;
}

/** A text on this device that the server may not have. */
export interface KeptText extends Basis {
  place: string;
  source: string;
  /** When it was typed, ISO 8601. */
  at: string;
}

export type SendAnswer =
  | ({ kind: "saved"; savedAt: string } & Basis)
  | { kind: "conflict"; theirs: TheirText }
  | { kind: "refused"; refusal: Exclude<SaveRefusal, "conflict"> | TextRefusal }
  | { kind: "signed-out" }
  | { kind: "offline" };

export interface Sent {
  versionId: string;
  revision: number;
  source: string;
  kind: SaveKind;
  aside?: string;
}

/** `typing`: the server will be told when the author rests. */
export type DraftState =
  | { at: "saved" | "typing" | "saving" | "offline" | "signed-out" }
  | { at: "refused"; refusal: Exclude<SaveRefusal, "conflict"> | TextRefusal }
  | { at: "conflict"; theirs: TheirText; trouble: "offline" | "signed-out" | null };

export interface Surroundings {
  /** `localStorage`; null where it is forbidden. */
  storage: Storage | null;
  send: (asked: Sent) => Promise<SendAnswer>;
  /** Calls `work` after so many milliseconds; the answer calls it off. */
  wait: (ms: number, work: () => void) => () => void;
  now: () => Date;
  /** Anything that is shown has changed. */
  changed: () => void;
}

/** Rest after the last key before the server is told, and the longest that typing on puts it off. */
const restMs = 3_000;
const mostMs = 20_000;
const retryMs = 5_000;

/**
 * Sees to it that nothing typed is lost. Every change is written to this device at once, under the person's, the
 * lesson's and the tab's name: two tabs do not overwrite each other, and another person sends nothing of it. When the
 * author rests, the text goes to the server, one request at a time, the newest last. The entry here goes only when the
 * server has that very text. What an earlier tab left is offered, never taken by itself: its basis comes with it, so
 * that a text saved meanwhile is met as a conflict and not overwritten.
 */
export class DraftKeeper {
  state: DraftState = { at: "saved" };
  basis: Basis;
  savedAt: string;
  text: string;
  /** False when this device keeps nothing either. */
  keepsHere = true;
  left: KeptText[] = [];
  private saved: string;
  private sending = false;
  private current: Promise<void> = Promise.resolve();
  private again: SaveKind | null = null;
  private unsentSince: number | null = null;
  private callOff = () => {};

  constructor(
    private readonly prefix: string,
    private readonly tab: string,
    private readonly around: Surroundings,
    start: Basis & { source: string; savedAt: string },
  ) {
    const { source, savedAt, versionId, number, revision } = start;
    this.basis = { versionId, number, revision };
    this.savedAt = savedAt;
    this.text = this.saved = source;
    this.findLeft();
  }

  /** Whether the server has what stands in the editor. */
  get isSaved(): boolean {
    return this.text === this.saved;
  }

  change(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.keepHere();
    if (this.state.at !== "conflict") {
      if (this.isSaved) this.state = { at: "saved" };
      else if (this.state.at === "saved" || this.state.at === "refused") this.state = { at: "typing" };
      this.plan();
    }
    this.around.changed();
  }

  /** Saves now, by hand: history keeps it even when an autosave had it already. */
  save(): void {
    if (this.state.at !== "conflict") void this.send("hand");
  }

  /** Waits until the server has what stands here; false when it cannot have it now. */
  async flush(): Promise<boolean> {
    await this.current;
    if (!this.isSaved && this.state.at !== "conflict") await this.send("auto");
    await this.current;
    return this.isSaved && this.state.at === "saved";
  }

  /** Tries again what could not be sent; called when the network or the tab comes back. */
  retry(): void {
    if (!this.isSaved && this.state.at !== "conflict" && this.state.at !== "refused") void this.send("auto");
  }

  /** Settles a conflict: `source` stands, and history keeps `aside`. */
  settle(source: string, aside: string): void {
    if (this.state.at === "conflict") void this.send("choice", { source, aside, basis: this.state.theirs });
  }

  /** A newer text from the server, when nothing typed here waits. Answers whether it was taken. */
  adopt(newer: Basis & { source: string; savedAt: string }): boolean {
    const { number, revision } = this.basis;
    const isNewer = newer.number > number || (newer.number === number && newer.revision > revision);
    if (!isNewer || !this.isSaved || this.sending || this.state.at === "conflict") return false;
    this.basis = { versionId: newer.versionId, number: newer.number, revision: newer.revision };
    this.savedAt = newer.savedAt;
    this.text = this.saved = newer.source;
    this.state = { at: "saved" };
    this.around.changed();
    return true;
  }

  /** Takes back what another tab left, with its basis; what stands here is left in its turn. */
  take(kept: KeptText): void {
    if (!this.isSaved) this.write(`${this.prefix}${this.tab}-${this.around.now().getTime()}`);
    this.remove(kept.place);
    this.basis = { versionId: kept.versionId, number: kept.number, revision: kept.revision };
    this.text = kept.source;
    // Nobody knows what the server had of this text: it is told.
    this.saved = "";
    this.keepHere();
    this.state = { at: "typing" };
    this.findLeft();
    this.around.changed();
    void this.send("auto");
  }

  drop(kept: KeptText): void {
    this.remove(kept.place);
    this.findLeft();
    this.around.changed();
  }

  close(): void {
    this.callOff();
    this.retry();
    this.callOff();
  }

  private plan(): void {
    this.callOff();
    if (this.isSaved) {
      this.unsentSince = null;
      return;
    }
    const at = this.around.now().getTime();
    this.unsentSince ??= at;
    const ms = Math.max(0, Math.min(restMs, this.unsentSince + mostMs - at));
    this.callOff = this.around.wait(ms, () => void this.send("auto"));
  }

  private send(kind: SaveKind, choice?: { source: string; aside: string; basis: Basis }): Promise<void> {
    this.callOff();
    if (!this.sending) {
      this.current = this.post(kind, choice);
    } else if (!choice) this.again = kind === "hand" ? "hand" : (this.again ?? "auto");
    return this.current;
  }

  private async post(
    kind: SaveKind,
    choice?: { source: string; aside: string; basis: Basis },
  ): Promise<void> {
    this.sending = true;
    const source = choice?.source ?? this.text;
    const { versionId, revision } = choice?.basis ?? this.basis;
    if (!choice) this.state = { at: "saving" };
    this.around.changed();
    const answer = await this.around.send({ versionId, revision, source, kind, aside: choice?.aside });
    this.sending = false;
    if (answer.kind === "saved") this.settled(answer, source, choice !== undefined);
    else this.failed(answer, choice !== undefined);
    this.around.changed();
    const { again } = this;
    this.again = null;
    if (again && this.state.at !== "conflict" && (again === "hand" || !this.isSaved)) await this.post(again);
  }

  private settled(answer: Basis & { savedAt: string }, source: string, chosen: boolean): void {
    this.basis = { versionId: answer.versionId, number: answer.number, revision: answer.revision };
    this.savedAt = answer.savedAt;
    this.saved = source;
    if (chosen) this.text = source;
    this.unsentSince = null;
    this.keepHere();
    this.state = { at: this.isSaved ? "saved" : "typing" };
    this.plan();
  }

  private failed(answer: Exclude<SendAnswer, { kind: "saved" }>, chosen: boolean): void {
    if (answer.kind === "conflict") this.state = { at: "conflict", theirs: answer.theirs, trouble: null };
    else if (answer.kind === "refused") this.state = { at: "refused", refusal: answer.refusal };
    else if (chosen && this.state.at === "conflict") this.state = { ...this.state, trouble: answer.kind };
    else {
      this.state = { at: answer.kind };
      this.callOff = this.around.wait(retryMs, () => this.retry());
    }
  }

  private keepHere(): void {
    if (this.isSaved) this.remove(this.prefix + this.tab);
    else this.write(this.prefix + this.tab);
  }

  private write(place: string): void {
    const { text: source, basis } = this;
    const kept = { ...basis, source, at: this.around.now().toISOString() };
    try {
      this.around.storage?.setItem(place, JSON.stringify(kept));
      this.keepsHere = this.around.storage !== null;
    } catch {
      // Storage can be forbidden or full: the page says that nothing but itself has the text.
      this.keepsHere = false;
    }
  }

  private remove(place: string): void {
    try {
      this.around.storage?.removeItem(place);
    } catch {
      // As above.
    }
  }

  private findLeft(): void {
    const { storage } = this.around;
    this.left = [];
    const known: string[] = [];
    try {
      for (let i = 0; i < (storage?.length ?? 0); i++) {
        const place = storage?.key(i) ?? "";
        if (!place.startsWith(this.prefix) || place === this.prefix + this.tab) continue;
        const kept = readKept(place, storage?.getItem(place) ?? null);
        if (kept?.source === this.saved) known.push(place);
        else if (kept && kept.source !== this.text) this.left.push(kept);
      }
      // A closing tab's last request may have arrived with nobody there to hear of it.
      for (const place of known) storage?.removeItem(place);
    } catch {
      // Nothing readable was left here.
    }
    this.left.sort((a, b) => b.at.localeCompare(a.at));
  }
}

function readKept(place: string, text: string | null): KeptText | null {
  try {
    const value = JSON.parse(text ?? "null") as Partial<KeptText> | null;
    if (typeof value !== "object" || value === null) return null;
    const { versionId, number, revision, source, at } = value;
    if (typeof versionId !== "string" || typeof source !== "string" || typeof at !== "string") return null;
    if (typeof number !== "number" || typeof revision !== "number" || Number.isNaN(Date.parse(at)))
      return null;
    return { place, versionId, number, revision, source, at };
  } catch {
    return null;
  }
}
