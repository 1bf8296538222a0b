import common from "~/locales/zh/common.json";
import courses from "~/locales/zh/courses.json";
import exams from "~/locales/zh/exams.json";
import incentives from "~/locales/zh/incentives.json";
import people from "~/locales/zh/people.json";
import reporting from "~/locales/zh/reporting.json";
import training from "~/locales/zh/training.json";

export default { common, courses, exams, incentives, people, reporting, training };
