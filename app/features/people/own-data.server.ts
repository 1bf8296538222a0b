import { db } from "~/platform/store.server";
import { readMaster } from "./master-data.server";
import { maskedSecrets } from "./secrets.server";

/** What stands in each field that is one value; the secrets are masked. Null when there is nobody. */
export async function ownFields(personId: string) {
  const [master, masked, account] = await Promise.all([
    readMaster(db(), [personId]),
    maskedSecrets([personId]),
    db().account.findUnique({ where: { personId }, select: { employeeNo: true } }),
  ]);
  const facts = master.get(personId);
  const secrets = masked.get(personId);
  return (
    facts && {
      ...{
        name: facts.name,
        gender: facts.gender,
        bornOn: facts.bornOn,
        phone: facts.phone,
        email: facts.email,
      },
      idNumber: secrets?.idNumber ?? null,
      payeeAccount: secrets?.payeeAccount ?? null,
      employeeNo: account?.employeeNo ?? "",
    }
  );
}

export type OwnFields = NonNullable<Awaited<ReturnType<typeof ownFields>>>;
