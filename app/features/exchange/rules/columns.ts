import type { Field } from "./read-cell";

/** What can be imported. */
export const importKinds = ["people", "certificates", "registrations", "sessions", "attendances"] as const;
export type ImportKind = (typeof importKinds)[number];

export interface Column {
  key: string;
  /** The header in the file, which is Chinese in every language of the pages. */
  head: string;
  field: Field;
  required?: true;
  /** Shown masked, and so is what was cleaned of it. */
  secret?: true;
}

const level = { 助理社会工作师: "junior", 社会工作师: "intermediate", 高级社会工作师: "senior" };
/** Columns by kind, in the order of the template. Texts that stand for a value have the one that is shown first. */
export const columns = {
  people: [
    { key: "employeeNo", head: "工号", field: { as: "code" }, required: true },
    { key: "name", head: "姓名", field: { as: "name" }, required: true },
    { key: "unit", head: "所属社区", field: { as: "text" }, required: true },
    { key: "title", head: "岗位", field: { as: "text" } },
    { key: "joinedOn", head: "入职日期", field: { as: "day" } },
    { key: "since", head: "调动日期", field: { as: "day" } },
    { key: "idNumber", head: "身份证号", field: { as: "id-number" }, secret: true },
    { key: "gender", head: "性别", field: { as: "choice", of: { 女: "female", 男: "male" } } },
    { key: "bornOn", head: "出生日期", field: { as: "day" } },
    { key: "phone", head: "手机", field: { as: "phone" } },
    { key: "email", head: "电子邮箱", field: { as: "email" } },
    { key: "payeeAccount", head: "收款账号", field: { as: "account" }, secret: true },
    {
      key: "level",
      head: "学历",
      field: {
        as: "choice",
        of: {
          "高中/中专": "secondary",
          高中: "secondary",
          中专: "secondary",
          大专: "college",
          专科: "college",
          本科: "bachelor",
          大学本科: "bachelor",
          硕士: "master",
          硕士研究生: "master",
          博士: "doctor",
          博士研究生: "doctor",
        },
      },
    },
    { key: "degree", head: "学位", field: { as: "text" } },
    { key: "school", head: "毕业院校", field: { as: "text" } },
    { key: "major", head: "专业", field: { as: "text" } },
    { key: "isSocialWork", head: "社工专业", field: { as: "yes" } },
    { key: "fullTime", head: "全日制", field: { as: "yes" } },
    { key: "startedOn", head: "入学日期", field: { as: "day" } },
    { key: "graduatedOn", head: "毕业日期", field: { as: "day" } },
    { key: "employer", head: "从业单位", field: { as: "text" } },
    { key: "duties", head: "从业内容", field: { as: "text" } },
    { key: "workStartsOn", head: "从业开始", field: { as: "day" } },
    { key: "workEndsOn", head: "从业结束", field: { as: "day" } },
    { key: "year", head: "考核年度", field: { as: "whole", min: 1990, max: 2199 } },
    {
      key: "grade",
      head: "考核等次",
      field: {
        as: "choice",
        of: { 优秀: "excellent", 合格: "qualified", 基本合格: "basic", 不合格: "unqualified" },
      },
    },
  ],
  certificates: [
    { key: "number", head: "证书编号", field: { as: "code" }, required: true },
    { key: "employeeNo", head: "工号", field: { as: "code" }, required: true },
    { key: "name", head: "姓名", field: { as: "name" }, required: true },
    {
      key: "level",
      head: "级别",
      field: { as: "choice", of: { ...level, 初级: "junior", 中级: "intermediate", 高级: "senior" } },
      required: true,
    },
    {
      key: "title",
      head: "证书名称",
      field: {
        as: "choice",
        of: { 职业资格证书: "职业资格证书", 职业水平证书: "职业水平证书" },
      },
      required: true,
    },
    { key: "issuedOn", head: "批准日期", field: { as: "day" }, required: true },
  ],
  registrations: [
    { key: "certificate", head: "证书编号", field: { as: "code" }, required: true },
    { key: "startsOn", head: "登记起始", field: { as: "day" }, required: true },
    { key: "endsOn", head: "登记截止", field: { as: "day" }, required: true },
    { key: "number", head: "登记编号", field: { as: "code" } },
  ],
  sessions: [
    { key: "code", head: "场次编号", field: { as: "code" }, required: true },
    { key: "title", head: "培训名称", field: { as: "text" }, required: true },
    { key: "titleEn", head: "英文名称", field: { as: "text" } },
    {
      key: "kind",
      head: "形式",
      field: { as: "choice", of: { 面授: "face-to-face", 线上: "online", 混合: "blended" } },
      required: true,
    },
    { key: "day", head: "日期", field: { as: "day" }, required: true },
    { key: "startsAt", head: "开始时间", field: { as: "time" }, required: true },
    { key: "endsAt", head: "结束时间", field: { as: "time" }, required: true },
    { key: "venue", head: "地点", field: { as: "text" }, required: true },
    { key: "capacity", head: "名额", field: { as: "whole", min: 1, max: 10_000 }, required: true },
    { key: "minutes", head: "计时分钟", field: { as: "whole", min: 1, max: 1440 }, required: true },
    { key: "partner", head: "合作院校", field: { as: "text" }, required: true },
    { key: "trainer", head: "讲师工号", field: { as: "code" } },
  ],
  attendances: [
    { key: "session", head: "场次编号", field: { as: "code" }, required: true },
    { key: "employeeNo", head: "工号", field: { as: "code" }, required: true },
    { key: "name", head: "姓名", field: { as: "name" }, required: true },
    { key: "signedInAt", head: "签到时间", field: { as: "time" }, required: true },
    { key: "minutes", head: "参加分钟", field: { as: "whole", min: 1, max: 1440 } },
  ],
} as const satisfies Record<ImportKind, readonly Column[]>;

/** What names a row within its file: the same twice is refused. */
export const rowKeys: Record<ImportKind, readonly (readonly string[])[]> = {
  people: [["employeeNo"], ["idNumber"], ["payeeAccount"]],
  certificates: [["number"]],
  registrations: [["certificate", "startsOn"], ["number"]],
  sessions: [["code"]],
  attendances: [["session", "employeeNo"]],
};

export function columnsOf(kind: ImportKind): readonly Column[] {
  return columns[kind];
}

export function isImportKind(text: string): text is ImportKind {
  return (importKinds as readonly string[]).includes(text);
}

/** How a value is written in a file and on the page: the first text that stands for it. */
export function shownValue({ field }: Column, value: string | number | boolean | null): string {
  if (value === null || value === "") return "";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (field.as !== "choice") return String(value);
  return Object.entries(field.of).find(([, meant]) => meant === value)?.[0] ?? String(value);
}
