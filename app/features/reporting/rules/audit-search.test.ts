import { expect, test } from "vitest";
import { auditQuery, isNarrowedAudit, usualAuditSearch } from "./audit-search";

const asked = { ...usualAuditSearch, actor: "王 W0001", outcome: "refused" as const, before: "77" };

test.each([
  [usualAuditSearch, {}, ""],
  [asked, {}, "?actor=%E7%8E%8B+W0001&outcome=refused"],
  [asked, { before: "77" }, "?actor=%E7%8E%8B+W0001&outcome=refused&before=77"],
  [asked, { format: "csv", actor: "" }, "?outcome=refused&format=csv"],
])("%j with %j", (search, over, query) => {
  expect(auditQuery(search, over)).toBe(query);
});

test("a page further down is not another question", () => {
  expect(isNarrowedAudit({ ...usualAuditSearch, before: "7" })).toBe(false);
  expect(isNarrowedAudit(asked)).toBe(true);
});
