/** Nobody decides about the own certificate: it takes a second person. */
export const version = "courses.revoke-certificate@1";

export type RevokeRefusal = "own";

export function revokeRefusal(asked: { actorId: string; personId: string }): RevokeRefusal | null {
  return asked.actorId === asked.personId ? "own" : null;
}
