import account from "~/locales/en/account.json";
import audit from "~/locales/en/audit.json";
import certificates from "~/locales/en/certificates.json";
import common from "~/locales/en/common.json";
import courses from "~/locales/en/courses.json";
import editor from "~/locales/en/editor.json";
import exams from "~/locales/en/exams.json";
import exchange from "~/locales/en/exchange.json";
import incentives from "~/locales/en/incentives.json";
import lesson from "~/locales/en/lesson.json";
import notifications from "~/locales/en/notifications.json";
import offline from "~/locales/en/offline.json";
import partners from "~/locales/en/partners.json";
import people from "~/locales/en/people.json";
import privacy from "~/locales/en/privacy.json";
import reporting from "~/locales/en/reporting.json";
import review from "~/locales/en/review.json";
import staff from "~/locales/en/staff.json";
import training from "~/locales/en/training.json";
import units from "~/locales/en/units.json";
import workshop from "~/locales/en/workshop.json";

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
