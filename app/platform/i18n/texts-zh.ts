import account from "~/locales/zh/account.json";
import audit from "~/locales/zh/audit.json";
import common from "~/locales/zh/common.json";
import courses from "~/locales/zh/courses.json";
import exams from "~/locales/zh/exams.json";
import exchange from "~/locales/zh/exchange.json";
import incentives from "~/locales/zh/incentives.json";
import notifications from "~/locales/zh/notifications.json";
import partners from "~/locales/zh/partners.json";
import people from "~/locales/zh/people.json";
import privacy from "~/locales/zh/privacy.json";
import reporting from "~/locales/zh/reporting.json";
import staff from "~/locales/zh/staff.json";
import training from "~/locales/zh/training.json";
import units from "~/locales/zh/units.json";

export default {
  account,
  audit,
  common,
  courses,
  exams,
  exchange,
  incentives,
  notifications,
  partners,
  people,
  privacy,
  reporting,
  staff,
  training,
  units,
};
