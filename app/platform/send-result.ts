/**
 * How the sending of one message ended. `temporary` and `permanent`: it did not arrive, and may or may not be tried
 * again. `uncertain`: nobody knows whether it arrived. `taken`: somebody else sends it, or has.
 */
export type SendResult =
  { outcome: "sent" | "taken" } | { outcome: "temporary" | "permanent" | "uncertain"; reason: string };

/**
 * Asked once, in the last moment in which the message can still be held back. Resolves with false when it must be.
 * From then on it is either known what became of it, or it is uncertain.
 */
export type PointOfNoReturn = () => Promise<boolean>;
