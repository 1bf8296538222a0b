/**
 * Every act that the log knows, by what it is about. A new act is entered here and gets its words in `locales/…/audit`:
 * without either it does not compile.
 */
export const auditActions = {
  account: [
    "sign-in",
    "second-factor",
    "sign-out",
    "sign-out-everywhere",
    "end-session",
    "end-sessions",
    "invite",
    "reset",
    "request-reset",
    "set-password",
    "change-password",
    "begin-second-factor",
    "set-up-second-factor",
    "new-recovery-codes",
    "remove-second-factor",
    "reset-second-factor",
    "open",
    "grant-role",
    "end-role",
    "block",
    "unblock",
    "unlock",
    "first-administrator-link",
    "first-administrator",
  ],
  person: [
    "join",
    "change",
    "transfer",
    "leave",
    "return",
    "cancel-transfer",
    "cancel-leaving",
    "close",
    "move",
    "hold",
    "release",
    "erase",
    "look-up",
  ],
  people: ["export"],
  secret: ["set", "reveal"],
  notice: ["acknowledge"],
  consent: ["give", "withdraw"],
  data: ["download"],
  correction: ["file", "accept", "decline"],
  import: ["try", "take", "drop"],
  unit: ["open", "rename", "move", "close", "take-back"],
  agreement: ["enter", "change", "end", "add-document", "remove-document"],
  "partner-teacher": ["enter", "change"],
  "practice-base": ["enter", "change"],
  lesson: [
    "finish",
    "credit-offline",
    "move",
    "save",
    "restore",
    "submit",
    "withdraw",
    "comment",
    "settle-comment",
    "reopen-comment",
    "publish",
    "ask-changes",
  ],
  check: ["pass"],
  post: ["write", "hide"],
  course: [
    "complete",
    "create",
    "change",
    "open",
    "retire",
    "arrange",
    "add-chapter",
    "rename-chapter",
    "remove-chapter",
    "create-lesson",
    "take-out-lesson",
    "bring-back-lesson",
    "import-word",
    "add-file",
    "remove-file",
    "import",
  ],
  certificate: ["revoke", "download", "export"],
  session: ["enrol", "withdraw", "promote"],
  attendance: ["record"],
  attempt: ["start", "hand-in"],
  message: ["resend", "test"],
  robot: ["add", "stop"],
  token: ["create", "revoke"],
  key: ["rotate"],
  audit: ["export", "verify", "head"],
} as const;

export type AuditArea = keyof typeof auditActions;
export type AuditAction = {
  [Area in AuditArea]: `${Area}.${(typeof auditActions)[Area][number]}`;
}[AuditArea];

export const auditAreas = Object.keys(auditActions) as AuditArea[];

export function actionsOf(area: AuditArea): AuditAction[] {
  return auditActions[area].map((act) => `${area}.${act}` as AuditAction);
}

export function isAuditAction(text: string): text is AuditAction {
  const [area, act] = text.split(".");
  return (auditActions[area as AuditArea] as readonly string[] | undefined)?.includes(act ?? "") ?? false;
}
