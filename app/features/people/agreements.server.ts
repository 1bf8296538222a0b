import { dbDate, fromDbDate } from "~/lib/dates";
import type { Tx } from "~/platform/store.server";
import type { UploadSubject } from "~/platform/uploads.server";
import {
  agreementRefusal,
  endRefusal,
  type AgreementPeriod,
  type AgreementRefusal,
  type EndRefusal,
} from "./rules/agreement";

export interface AgreementFields {
  number: string;
  title: string;
  signedOn: string;
  startsOn: string;
  endsOn: string;
  note: string;
}

/** What the documents of an agreement belong to. */
export function agreementSubject(agreementId: string): UploadSubject {
  return `agreement:${agreementId}`;
}

/**
 * Enters an agreement of a partner, or changes one. The same again changes nothing. Null when there is no such partner
 * or agreement. The caller holds `unitsLock`: numbers and periods are compared with what is there.
 */
export async function saveAgreement(
  tx: Tx,
  asked: { partnerId: string; agreementId: string | null; fields: AgreementFields; today: string },
): Promise<
  { refusal: AgreementRefusal } | { agreementId: string; change: "none" | "new" | "changed" } | null
> {
  const { partnerId, agreementId, fields, today } = asked;
  const partner = await tx.unit.findFirst({
    where: { id: partnerId, kind: "university" },
    include: { agreements: true },
  });
  if (!partner) return null;
  const sameNumber = await tx.agreement.findUnique({ where: { number: fields.number } });
  // A number says which agreement it is: entering what is there already is a second click.
  const target =
    agreementId ?? (sameNumber?.partnerId === partnerId && isSame(sameNumber, fields) ? sameNumber.id : null);
  const before = partner.agreements.find((each) => each.id === target);
  if (agreementId !== null && !before) return null;
  if (before && isSame(before, fields)) return { agreementId: before.id, change: "none" };
  const refusal = agreementRefusal({
    agreement: fields,
    ended: before?.endedOn != null,
    partnerClosedOn: partner.closedOn && fromDbDate(partner.closedOn),
    numberTaken: sameNumber !== null && sameNumber.id !== before?.id,
    others: partner.agreements.filter((each) => each.id !== before?.id).map(periodOf),
    today,
  });
  if (refusal) return { refusal };
  const data = {
    ...fields,
    signedOn: dbDate(fields.signedOn),
    startsOn: dbDate(fields.startsOn),
    endsOn: dbDate(fields.endsOn),
  };
  if (before) await tx.agreement.update({ where: { id: before.id }, data });
  const id = before?.id ?? (await tx.agreement.create({ data: { ...data, partnerId } })).id;
  return { agreementId: id, change: before ? "changed" : "new" };
}

/** Ends an agreement early; `day` is its last. The same again changes nothing. Null when there is none. */
export async function endAgreement(
  tx: Tx,
  asked: { partnerId: string; agreementId: string; day: string; today: string },
): Promise<{ refusal: EndRefusal } | { isNew: boolean } | null> {
  const { partnerId, agreementId: id, day, today } = asked;
  const found = await tx.agreement.findFirst({ where: { id, partnerId } });
  if (!found) return null;
  const period = periodOf(found);
  if (period.endedOn === day) return { isNew: false };
  const refusal = endRefusal(period, day, today);
  if (refusal) return { refusal };
  await tx.agreement.update({ where: { id }, data: { endedOn: dbDate(day) } });
  return { isNew: true };
}

interface Row {
  number: string;
  title: string;
  signedOn: Date;
  startsOn: Date;
  endsOn: Date;
  endedOn: Date | null;
  note: string;
}

export function periodOf({
  startsOn,
  endsOn,
  endedOn,
}: Pick<Row, "startsOn" | "endsOn" | "endedOn">): AgreementPeriod {
  return {
    startsOn: fromDbDate(startsOn),
    endsOn: fromDbDate(endsOn),
    endedOn: endedOn && fromDbDate(endedOn),
  };
}

function isSame(row: Row, fields: AgreementFields): boolean {
  return (
    row.number === fields.number &&
    row.title === fields.title &&
    row.note === fields.note &&
    fromDbDate(row.signedOn) === fields.signedOn &&
    fromDbDate(row.startsOn) === fields.startsOn &&
    fromDbDate(row.endsOn) === fields.endsOn
  );
}
