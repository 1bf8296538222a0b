import common from "~/locales/en/common.json";
import courses from "~/locales/en/courses.json";
import exams from "~/locales/en/exams.json";
import incentives from "~/locales/en/incentives.json";
import people from "~/locales/en/people.json";
import reporting from "~/locales/en/reporting.json";
import training from "~/locales/en/training.json";

export default { common, courses, exams, incentives, people, reporting, training };
