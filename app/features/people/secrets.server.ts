import { decrypt, encrypt, keyedHash } from "~/platform/crypto.server";
import { db, type Tx } from "~/platform/store.server";
import { maskIdNumber, maskPayeeAccount } from "./rules/id-number";
import { normaliseSecret, type SecretKind } from "./rules/secret";

/** What is shown of somebody's secrets: stars in the middle, null for what is not known. */
export interface MaskedSecrets {
  idNumber: string | null;
  payeeAccount: string | null;
}

const ownerOf = (personId: string, kind: SecretKind) => `person:${personId}:${kind}`;
/** By which the holder of a text is found. */
export const lookupOf = (kind: SecretKind, text: string) => keyedHash(kind, normaliseSecret(kind, text));

/**
 * Keeps an ID number or a payee account, encrypted; an empty text removes it and the same text changes nothing.
 * "taken" when somebody else has it. Two writers of one text are told apart by the database's unique key: in a
 * serializable transaction the later one is tried again and refused.
 */
export async function setSecret(
  tx: Tx,
  personId: string,
  kind: SecretKind,
  text: string,
  at: Date,
): Promise<"taken" | null> {
  const plain = normaliseSecret(kind, text);
  if (plain === "") {
    await tx.personSecret.deleteMany({ where: { personId, kind } });
    return null;
  }
  const lookup = lookupOf(kind, plain);
  const holder = await tx.personSecret.findUnique({ where: { kind_lookup: { kind, lookup } } });
  if (holder) return holder.personId === personId ? null : "taken";
  const row = secretRow(personId, kind, plain, at);
  await tx.personSecret.upsert({ where: { personId_kind: { personId, kind } }, create: row, update: row });
  return null;
}

/** The row that keeps a text, for many people at once; `setSecret` is for one. */
export function secretRow(personId: string, kind: SecretKind, text: string, at: Date) {
  const plain = normaliseSecret(kind, text);
  const cipher = encrypt(plain, ownerOf(personId, kind));
  return { personId, kind, cipher, lookup: lookupOf(kind, plain), updatedAt: at };
}

/**
 * Keeps many texts, none of them empty, in one statement. The caller has seen that each is free or its person's own; one
 * that somebody took meanwhile is an error of the database.
 */
export async function setSecrets(
  tx: Tx,
  secrets: readonly { personId: string; kind: SecretKind; text: string }[],
  at: Date,
): Promise<void> {
  if (secrets.length === 0) return;
  const rows = secrets.map(({ personId, kind, text }) => secretRow(personId, kind, text, at));
  await tx.$executeRaw`
    insert into person_secret (person_id, kind, cipher, lookup, updated_at)
    select "personId", kind, cipher, lookup, "updatedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as it("personId" uuid, kind text, cipher text, lookup text, "updatedAt" timestamptz)
    on conflict (person_id, kind)
      do update set cipher = excluded.cipher, lookup = excluded.lookup, updated_at = excluded.updated_at`;
}

/** The masked secrets of these people; everybody asked for is in the answer. */
export async function maskedSecrets(personIds: readonly string[]): Promise<Map<string, MaskedSecrets>> {
  const masked = new Map(
    personIds.map((id) => [id, { idNumber: null, payeeAccount: null } as MaskedSecrets]),
  );
  for (const row of await db().personSecret.findMany({ where: { personId: { in: [...personIds] } } })) {
    const shown = masked.get(row.personId);
    if (!shown) continue;
    if (row.kind === "id-number") shown.idNumber = maskIdNumber(open(row, "id-number"));
    if (row.kind === "payee-account") shown.payeeAccount = maskPayeeAccount(open(row, "payee-account"));
  }
  return masked;
}

/** Who has this ID number, without any being read. */
export async function findByIdNumber(tx: Pick<Tx, "personSecret">, text: string): Promise<string | null> {
  const lookup = lookupOf("id-number", text);
  const found = await tx.personSecret.findUnique({ where: { kind_lookup: { kind: "id-number", lookup } } });
  return found?.personId ?? null;
}

/** The clear text. For workflows that write why in the same transaction, and for the person's own download. */
export async function readSecret(
  tx: Pick<Tx, "personSecret">,
  personId: string,
  kind: SecretKind,
): Promise<string | null> {
  const row = await tx.personSecret.findUnique({ where: { personId_kind: { personId, kind } } });
  return row && open(row, kind);
}

/** The clear texts of one kind of these people; who has none is not in the map. For workflows, as `readSecret`. */
export async function readSecrets(
  tx: Pick<Tx, "personSecret">,
  personIds: readonly string[],
  kind: SecretKind,
): Promise<Map<string, string>> {
  const rows = await tx.personSecret.findMany({ where: { kind, personId: { in: [...personIds] } } });
  return new Map(rows.map((row) => [row.personId, open(row, kind)]));
}

function open({ personId, cipher }: { personId: string; cipher: string }, kind: SecretKind): string {
  return decrypt(cipher, ownerOf(personId, kind));
}
