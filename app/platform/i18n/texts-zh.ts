import account from "~/locales/zh/account.json";
import audit from "~/locales/zh/audit.json";
import certificates from "~/locales/zh/certificates.json";
import common from "~/locales/zh/common.json";
import courses from "~/locales/zh/courses.json";
import editor from "~/locales/zh/editor.json";
import exams from "~/locales/zh/exams.json";
import exchange from "~/locales/zh/exchange.json";
import incentives from "~/locales/zh/incentives.json";
import lesson from "~/locales/zh/lesson.json";
import notifications from "~/locales/zh/notifications.json";
import offline from "~/locales/zh/offline.json";
import partners from "~/locales/zh/partners.json";
import people from "~/locales/zh/people.json";
import privacy from "~/locales/zh/privacy.json";
import reporting from "~/locales/zh/reporting.json";
import review from "~/locales/zh/review.json";
import staff from "~/locales/zh/staff.json";
import training from "~/locales/zh/training.json";
import units from "~/locales/zh/units.json";
import workshop from "~/locales/zh/workshop.json";

export default {
  account,
  audit,
  certificates,
  common,
  courses,
  editor,
  exams,
  exchange,
  incentives,
  lesson,
  notifications,
  offline,
  partners,
  people,
  privacy,
  reporting,
  review,
  staff,
  training,
  units,
  workshop,
};
