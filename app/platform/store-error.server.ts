export type StoreErrorCode =
  "locked" | "unreachable" | "unwritable" | "migration-edited" | "migration-missing" | "migration-failed";

/** Why the store cannot be opened, in words for the operator. `detail` is the holder, the place or the migration. */
export class StoreError extends Error {
  override name = "StoreError";
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    readonly detail: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
