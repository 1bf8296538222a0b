import account from "~/locales/en/account.json";
import audit from "~/locales/en/audit.json";
import common from "~/locales/en/common.json";
import courses from "~/locales/en/courses.json";
import exams from "~/locales/en/exams.json";
import exchange from "~/locales/en/exchange.json";
import incentives from "~/locales/en/incentives.json";
import notifications from "~/locales/en/notifications.json";
import partners from "~/locales/en/partners.json";
import people from "~/locales/en/people.json";
import privacy from "~/locales/en/privacy.json";
import reporting from "~/locales/en/reporting.json";
import staff from "~/locales/en/staff.json";
import training from "~/locales/en/training.json";
import units from "~/locales/en/units.json";

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
