import { addYears } from "~/features/people/rules/civil-years";
import { addDays } from "~/lib/dates";
import type { ReadRow, Reason, Refusal } from "./row";
import { judge, refuseOwn, type JudgedRow } from "./verdict";

/** Rows about certificates and about their registrations, each of three years less a day. */
export const version = "exchange.judge-certificate@1";

export interface Holder {
  personId: string;
  name: string;
  inScope: boolean;
  /** Whether it is the one who imports. */
  self: boolean;
}

export interface CertificateFacts {
  today: string;
  /** Who has the row's employee number. */
  holder: Holder | null;
  /** What is kept under the row's number. */
  known: { personId: string; level: string; title: string; issuedOn: string } | null;
}

export function judgeCertificate(read: ReadRow, { today, holder, known }: CertificateFacts): JudgedRow {
  const { employeeNo, name, issuedOn } = read.values;
  const refusals: Refusal[] = [...holderRefusals(holder, employeeNo, name)];
  if (refusals.length === 0 && known && holder && known.personId !== holder.personId)
    refusals.push({ column: "number", reason: "number-taken" });
  if (issuedOn !== undefined && String(issuedOn) > today)
    refusals.push({ column: "issuedOn", reason: "future" });
  const kept = known && { level: known.level, title: known.title, issuedOn: known.issuedOn };
  const judged = judge("certificates", read, kept, refusals);
  return holder?.self ? refuseOwn(judged, "employeeNo") : judged;
}

/** Somebody of another subtree is as good as nobody. */
export function holderRefusals(holder: Holder | null, employeeNo: unknown, name: unknown): Refusal[] {
  if (employeeNo === undefined) return [];
  if (!holder?.inScope) return [{ column: "employeeNo", reason: "no-person" }];
  if (name !== undefined && name !== holder.name) return [{ column: "name", reason: "name-differs" }];
  return [];
}

export interface RegistrationFacts {
  /** The certificate of the row's number, when its holder is in scope. */
  certificate: {
    issuedOn: string;
    registrations: readonly { startsOn: string; endsOn: string; number: string }[];
    /** Whether it is the importer's own. */
    self: boolean;
  } | null;
  /** First and last days of the file's other rows about this certificate. */
  beside: readonly { startsOn: string; endsOn: string }[];
}

/** The last day of a registration that starts on a day. */
export function registrationEnd(startsOn: string): string {
  return addDays(addYears(startsOn, 3), -1);
}

export function judgeRegistration(read: ReadRow, { certificate, beside }: RegistrationFacts): JudgedRow {
  const refusals: Refusal[] = [];
  const refuse = (column: string, reason: Reason, ...detail: string[]) =>
    void refusals.push({ column, reason, ...(detail.length && { detail }) });
  const startsOn = read.values.startsOn === undefined ? null : String(read.values.startsOn);
  const endsOn = read.values.endsOn === undefined ? null : String(read.values.endsOn);
  if (read.values.certificate !== undefined && !certificate) refuse("certificate", "no-certificate");
  if (startsOn && endsOn && endsOn !== registrationEnd(startsOn))
    refuse("endsOn", "three-years", registrationEnd(startsOn));
  const known = certificate?.registrations.find((each) => each.startsOn === startsOn) ?? null;
  if (certificate && startsOn && endsOn) {
    if (startsOn < certificate.issuedOn) refuse("startsOn", "before-certificate", certificate.issuedOn);
    const others = [...certificate.registrations.filter((each) => each !== known), ...beside];
    if (others.some((each) => each.startsOn <= endsOn && startsOn <= each.endsOn))
      refuse("startsOn", "overlap");
  }
  const kept = known && { endsOn: known.endsOn, number: known.number };
  const judged = judge("registrations", read, kept, refusals);
  return certificate?.self ? refuseOwn(judged, "certificate") : judged;
}
