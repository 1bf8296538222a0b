import type { TFunction } from "i18next";
import { deviceWords } from "~/features/people/rules/device";
import { minuteMs } from "~/lib/dates";
import { isAuditAction, type AuditAction, type AuditArea } from "~/platform/audit-actions";
import type { AuditRow, Names } from "./audit-trail.server";

type T = TFunction<["audit", "common"]>;

/** An act in words; one that the program no longer knows as it was written. */
export function actionWords(t: T, action: string): string {
  if (!isAuditAction(action)) return action;
  const [area = "", act = ""] = action.split(".");
  return t(`audit:action.${area}.${act}` as `audit:action.${AuditAction}`);
}

export const areaWords = (t: T, area: AuditArea): string => t(`audit:area.${area}`);

export function actorWords(t: T, { actorId }: AuditRow, names: Names): string {
  return actorId === null ? t("audit:nobody") : (names[actorId] ?? actorId);
}

/** "人员 王芳 W0001", or the code as it is for what has no words. */
export function subjectWords(t: T, subject: string, names: Names): string {
  const at = subject.indexOf(":");
  const [kind, id] = at < 0 ? [subject, ""] : [subject.slice(0, at), subject.slice(at + 1)];
  const word = known(t, `audit:subject.${kind}`);
  if (!word) return subject;
  if (kind === "log" && (id === "audit" || id === "ledger")) return t(`audit:seals.log.${id}`);
  return [word, names[id] ?? id].filter(Boolean).join(" ");
}

export function outcomeWords(t: T, outcome: string): string {
  return outcome === "refused" ? t("audit:outcome.refused") : t("audit:outcome.done");
}

/** Each detail with its name and its value in words. */
export function detailWords(
  t: T,
  detail: AuditRow["detail"],
  names: Names,
): { key: string; label: string; value: string }[] {
  return Object.entries(detail).map(([key, value]) => ({
    key,
    label: known(t, `audit:detail.${key}`) ?? key,
    value: valueWords(t, key, value, names),
  }));
}

function valueWords(t: T, key: string, value: AuditRow["detail"][string], names: Names): string {
  if (value === null || value === "") return t("audit:none");
  if (typeof value === "boolean") return value ? t("audit:yes") : t("audit:no");
  if (key === "forMs") return String(Math.round(Number(value) / (60 * minuteMs)));
  const text = String(value);
  return names[text] ?? codeWords(t, key, text) ?? text;
}

/** The words for a value that is a code of ours; null for what somebody wrote. */
function codeWords(t: T, key: string, code: string): string | null {
  if (key === "device") {
    const { system, app } = deviceWords(code);
    return `${known(t, `account:device.system.${system}`)} · ${known(t, `account:device.app.${app}`)}`;
  }
  if (!/^[a-z-]+$/.test(code)) return null;
  if (key === "role") return known(t, `people:role.${code}`);
  return known(t, `audit:code.${code}`) ?? (key === "refusal" ? known(t, `account:refused.${code}`) : null);
}

/** The text of a key that may be missing, since codes of an old row need not be known any more. */
function known(
  t: T,
  key: `audit:${"subject" | "detail" | "code"}.${string}` | `${"account" | "people"}:${string}`,
): string | null {
  const text: string = t(key as "audit:detail.kind", { defaultValue: "" });
  return text || null;
}
