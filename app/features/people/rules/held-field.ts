/**
 * What is held about a person, in the order in which it is shown. The notice says for each of them why, on what basis
 * and how long; every table with somebody's id belongs to one of them.
 */
export const heldFields = [
  "name",
  "gender",
  "bornOn",
  "phone",
  "email",
  "idNumber",
  "payeeAccount",
  "employeeNo",
  "post",
  "education",
  "workPeriods",
  "appraisals",
  "study",
  "training",
  "exams",
  "certificates",
  "points",
  "account",
  "notifications",
  "consents",
  "corrections",
  "work",
  "log",
] as const;
export type HeldField = (typeof heldFields)[number];
