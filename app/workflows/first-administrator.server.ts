import { makeLink, readLink, useLink } from "~/features/people/account-links.server";
import { openAccount } from "~/features/people/accounts.server";
import { setPassword } from "~/features/people/passwords.server";
import { joinRefusal, type JoinRefusal } from "~/features/people/rules/employment";
import type { LinkRefusal } from "~/features/people/rules/link";
import { passwordRefusal, type PasswordRefusal } from "~/features/people/rules/password";
import type { UnitRefusal } from "~/features/people/rules/unit-history";
import { openUnit, unitsLock } from "~/features/people/units.server";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now, realNow } from "~/platform/clock.server";
import { hashPassword } from "~/platform/password.server";
import type { Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";

const turn = "first-administrator";
const districtsBegin = "1949-10-01";

/**
 * The address at which the first system administrator is made; null as soon as any account has a password. Each call
 * makes a new one, and the older ones count no longer.
 */
export async function firstAdministratorLink(origin: string): Promise<string | null> {
  return transact(
    async (tx) => {
      await lock(tx, turn);
      if (await anybodyCanSignIn(tx)) return null;
      const { secret } = await makeLink(tx, { purpose: "first", accountId: null, createdBy: null });
      await audit(tx, {
        actorId: null,
        action: "account.first-administrator-link",
        subject: "account:first-administrator",
      });
      return `${origin}/link/${secret}`;
    },
    { isolation: "ReadCommitted" },
  );
}

export type FirstRefusal = LinkRefusal | PasswordRefusal | JoinRefusal | UnitRefusal;

/**
 * Makes the first system administrator: a person with a post and the role in the root unit, which is opened when there
 * is none. Works once, however often it is asked at once.
 */
export async function makeFirstAdministrator(asked: {
  secret: string;
  employeeNo: string;
  name: string;
  /** "" for none. */
  email: string;
  password: string;
  /** What the post is called. */
  title: string;
  /** What the district is called; taken when there is no root unit yet. */
  district: string;
  requestId: string;
}): Promise<{ refusal: FirstRefusal | null }> {
  const { secret, employeeNo, name, email, title } = asked;
  const refusal = (await readLink(secret)).refusal ?? passwordRefusal(asked.password, { employeeNo, name });
  if (refusal) return { refusal };
  const hash = await hashPassword(asked.password);
  return transact(
    async (tx) => {
      await lock(tx, turn);
      const again = await readLink(secret, tx);
      if (again.refusal !== null) return again;
      if (again.link.purpose !== "first") return { refusal: "unknown" };
      if (await anybodyCanSignIn(tx)) return { refusal: "used" };
      const at = now();
      const today = civilDate(at);
      await lock(tx, unitsLock);
      const taken = (await tx.account.count({ where: { employeeNo } })) > 0;
      const day = { unit: { openedOn: today, closedOn: null }, day: today, today };
      // Looked at before a unit is opened, which would stay.
      const refusal = joinRefusal({ employeeNo, name, title, taken, ...day });
      if (refusal) return { refusal };
      const root = await tx.unit.findFirst({ where: { parentId: null, closedOn: null } });
      const unit = root
        ? { unitId: root.id }
        : await openUnit(tx, {
            ...{ kind: "district", code: null, name: asked.district, nameEn: asked.district },
            // Earlier than anybody's first post that will be entered or imported.
            ...{ parentId: null, day: districtsBegin, today },
          });
      if ("refusal" in unit) return unit;
      const { unitId } = unit;
      const joining = { employeeNo, name, email, unitId, title, joinedOn: today };
      const opened = await openAccount(tx, joining, "system-admin", at);
      if ("refusal" in opened) return opened;
      const { personId } = opened;
      await setPassword(tx, personId, { hash, before: null }, realNow());
      await useLink(tx, again.link.id);
      await audit(tx, {
        actorId: personId,
        action: "account.first-administrator",
        subject: `person:${personId}`,
        detail: { unit: unitId },
        requestId: asked.requestId,
      });
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}

async function anybodyCanSignIn(tx: Tx): Promise<boolean> {
  return (await tx.account.count({ where: { passwordHash: { not: null } } })) > 0;
}
