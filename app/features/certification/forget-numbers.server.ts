import type { Tx } from "~/platform/store.server";

/** Takes the numbers off somebody's certificates, by which a public register would name them; that they exist stays. */
export async function forgetNumbers(tx: Tx, personId: string): Promise<void> {
  const certificates = await tx.certificate.findMany({ where: { personId }, select: { id: true } });
  for (const { id } of certificates) {
    await tx.certificate.update({ where: { id }, data: { number: `erased:${id}` } });
    await tx.registration.updateMany({ where: { certificateId: id }, data: { number: "" } });
  }
}
