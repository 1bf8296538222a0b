import { writeRefusal, type VersionState, type WriteRefusal } from "./review";

/**
 * What saving a text does with the one that is there, and which texts history keeps. Every save asked for by hand is
 * kept, autosaves at most one in five minutes for each author; and no text is replaced by somebody else's, or by a
 * choice between two, before history has it. So nobody loses what another one overwrites.
 */
export const version = "courses.draft@1";

export const keepEveryMs = 5 * 60_000;

export type SaveRefusal = WriteRefusal | "conflict";

/** `auto`: the editor saves by itself. `choice`: a conflict was settled, or an earlier text taken back. */
export type SaveKind = "auto" | "hand" | "choice";

export interface Saving {
  /** The newest version of the lesson. */
  current: {
    versionId: string;
    revision: number;
    state: VersionState;
    source: string;
    authorId: string | null;
    /** Whether history has this very text. */
    kept: boolean;
  };
  /** What the text was based on. */
  basis: { versionId: string; revision: number };
  source: string;
  /** The text that lost in a choice between two. */
  aside?: string;
  authorId: string;
  kind: SaveKind;
  /** When history got the last text of this author in this version; null for never. In milliseconds, as `at`. */
  ownKeptAt: number | null;
  at: number;
}

export type SavePlan =
  | { do: "refuse"; refusal: SaveRefusal }
  /** The text is there already; `keep` puts it into history now. */
  | { do: "nothing"; keep: boolean }
  | {
      do: "write";
      /** Opens the next version: the newest is published. */
      opens: boolean;
      /** What goes into history: the text that is replaced, the one that lost, the new one. */
      keepBefore: boolean;
      keepAside: boolean;
      keepAfter: boolean;
    };

export type TextRefusal = "source-missing" | "source-long";

/** The longest text that is kept, in characters; the pipeline's own limit, 200 KB, is lower for Chinese. */
export const longestText = 200 * 1024;

/** Why a text is not kept at all. */
export function textRefusal(source: string): TextRefusal | null {
  if (source.trim() === "") return "source-missing";
  return source.length > longestText ? "source-long" : null;
}

export function planSave(saving: Saving): SavePlan {
  const { current, basis, source, aside, authorId, kind, ownKeptAt, at } = saving;
  const opens = current.state === "published";
  const onIt = current.versionId === basis.versionId && current.revision === basis.revision;
  const keepAside = aside !== undefined && aside !== source && aside !== current.source;
  // The same text is no change and no conflict, whether it was sent twice or never touched.
  if (current.source === source && (opens || current.authorId === authorId) && !(keepAside && onIt)) {
    return { do: "nothing", keep: kind !== "auto" && !opens && !current.kept };
  }
  const refusal = opens ? null : writeRefusal(current.state, "save");
  if (refusal) return { do: "refuse", refusal };
  if (!onIt) return { do: "refuse", refusal: "conflict" };
  return {
    do: "write",
    opens,
    keepBefore: !opens && !current.kept && (kind === "choice" || current.authorId !== authorId),
    keepAside,
    keepAfter: kind !== "auto" || ownKeptAt === null || at - ownKeptAt >= keepEveryMs,
  };
}
