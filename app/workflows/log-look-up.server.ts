import { audit } from "~/platform/audit.server";
import { transact } from "~/platform/transact.server";

/** Keeps that somebody was looked up by ID number, found or not; never the number. */
export async function logLookUp(asked: {
  actorId: string;
  personId: string | null;
  requestId: string;
}): Promise<void> {
  const { actorId, personId, requestId } = asked;
  await transact((tx) =>
    audit(tx, {
      actorId,
      action: "person.look-up",
      subject: personId === null ? "person:unknown" : `person:${personId}`,
      requestId,
    }),
  );
}
