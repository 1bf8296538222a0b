import { createHash } from "node:crypto";
import { readTable } from "~/features/exchange/read-table.server";
import { judgePerson, type KnownPerson } from "~/features/exchange/rules/judge-person";
import { readHeader } from "~/features/exchange/rules/header";
import { knownUnits } from "~/features/exchange/rules/known-units";
import { readRows } from "~/features/exchange/rules/row";
import { createRun } from "~/features/exchange/runs.server";
import { employment } from "~/features/people/employment.server";
import { readMaster } from "~/features/people/master-data.server";
import { civilDate, fromDbDate } from "~/lib/dates";
import { writeCsv } from "~/platform/sheets.server";
import type { Tx } from "~/platform/store.server";
import type { DemoPeople } from "./people";

/** What HR typed: a new colleague, a corrected phone with full-width digits, a community that is not there, a bad day. */
const lines = [
  ["W2001", "示例新人", "望湖社区", "网格员", "2026-11-16", "13900000001"],
  ["Ｗ０００２", "", "", "", "", "１３９００００００２２"],
  ["W2002", "示例同事", "望胡社区", "网格员", "2026-11-16", "13900000002"],
  ["W2003", "示例同伴", "望湖社区", "网格员", "16/11/26", "13900000003"],
];

/** A dry run of HR's that waits for a decision. */
export async function exampleRun(tx: Tx, people: DemoPeople, at: Date): Promise<void> {
  const actorId = people.byNumber.get("H0001") ?? "";
  const known = people.persons.find(({ id }) => id === people.byNumber.get("W0002"));
  const post = people.posts.find(({ personId }) => personId === known?.id);
  const unit = await tx.unit.findUniqueOrThrow({ where: { id: post?.unitId ?? "" } });
  const rows = lines.map((line, i) => (i === 1 ? [line[0], known?.name, unit.name, ...line.slice(3)] : line));
  const heads = ["工号", "姓名", "所属社区", "岗位", "入职日期", "手机"].map((head) => ({ head }));
  const bytes = writeCsv(
    heads,
    rows.map((row) => row.map((cell) => cell ?? null)),
  );
  const table = readTable("csv", bytes);
  if ("fault" in table) throw new Error(`the example of an import: ${table.fault}`);
  const header = readHeader("people", table.head.cells, () => true);
  if ("fault" in header) throw new Error("the example of an import has other columns");
  const rowsRead = readRows("people", header.columns, table.rows);
  const units = knownUnits(
    (await tx.unit.findMany()).map(({ id, code, name, openedOn, closedOn }) => ({
      ...{ id, code, name, openedOn: fromDbDate(openedOn), closedOn: closedOn && fromDbDate(closedOn) },
      inScope: true,
    })),
  );
  const master = known && (await readMaster(tx, [known.id ?? ""])).get(known.id ?? "");
  if (!master || !post) throw new Error("the demonstration has no W0002");
  const person: KnownPerson = {
    ...{
      personId: post.personId,
      inScope: true,
      master,
      idNumber: null,
      payeeAccount: null,
      fromIdNumber: null,
    },
    employed: await employment(tx, post.personId),
  };
  const judged = rowsRead.map((row) => {
    const isKnown = row.values.employeeNo === "W0002";
    const facts = { today: civilDate(at), actorId, units, idNumberOf: null, payeeAccountOf: null };
    return judgePerson(row, { ...facts, person: isKnown ? person : null }).judged;
  });
  await createRun(tx, {
    ...{ kind: "people", fileName: "十一月新进人员.csv", actorId, at },
    sha256: createHash("sha256").update(bytes).digest("hex"),
    tried: { rows: rowsRead, judged, otherSheets: [] },
  });
}
