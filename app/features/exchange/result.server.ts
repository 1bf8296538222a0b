import { db } from "~/platform/store.server";
import type { JudgedRow, Verdict } from "./rules/verdict";
import { digestOf, run, type Run } from "./runs.server";

const pageSize = 50;

export interface Result {
  run: Run;
  /** Null once the run is decided, but for one with refused rows, or a day old. */
  shown: {
    digest: string;
    rows: JudgedRow[];
    /** Counted from 1, of `count` rows of this filter. */
    from: number;
    count: number;
    page: number;
    pages: number;
    otherSheets: string[];
  } | null;
}

/** A page of somebody's own dry run; null when there is none. */
export async function result(
  actorId: string,
  id: string,
  asked: { show?: Verdict | "cleaned"; page: number },
): Promise<Result | null> {
  const found = await run(db(), actorId, id);
  if (!found?.tried) return found && { run: found.run, shown: null };
  const { judged, otherSheets } = found.tried;
  const { show } = asked;
  const rows = judged.filter((row) =>
    show === "cleaned" ? row.cleaned.length > 0 : show === undefined || row.verdict === show,
  );
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(asked.page, pages);
  const from = (page - 1) * pageSize;
  return {
    run: found.run,
    shown: {
      ...{ digest: digestOf(found.tried), rows: rows.slice(from, from + pageSize), from: from + 1 },
      ...{ count: rows.length, page, pages, otherSheets },
    },
  };
}
