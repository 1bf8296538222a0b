import { resealed, staleFilter, type NextStale } from "~/platform/reseal.server";
import { totpOwner } from "./second-factor.server";

export const staleSecrets: NextStale = async (tx, page) => {
  const rows = await tx.personSecret.findMany({
    where: { cipher: staleFilter() },
    orderBy: [{ personId: "asc" }, { kind: "asc" }],
    ...page,
  });
  return rows.map(({ personId, kind, cipher }) => ({
    at: `person_secret ${personId} ${kind}`,
    reseal: () => resealed(cipher, `person:${personId}:${kind}`),
    keep: async (tx, fresh) =>
      (await tx.personSecret.updateMany({ where: { personId, kind, cipher }, data: { cipher: fresh } }))
        .count,
  }));
};

export const staleSecondFactors: NextStale = async (tx, page) => {
  const rows = await tx.account.findMany({
    where: { totpCipher: staleFilter() },
    orderBy: { personId: "asc" },
    ...page,
  });
  return rows.flatMap(({ personId, totpCipher }) =>
    totpCipher === null
      ? []
      : {
          at: `account ${personId}`,
          reseal: () => resealed(totpCipher, totpOwner(personId)),
          keep: async (tx, fresh) =>
            (await tx.account.updateMany({ where: { personId, totpCipher }, data: { totpCipher: fresh } }))
              .count,
        },
  );
};
