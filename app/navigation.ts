import type { Permission } from "~/platform/access";
import type { IconName } from "~/ui/icon";

interface NavigationItem {
  key:
    | "today"
    | "courses"
    | "training"
    | "exams"
    | "points"
    | "ranking"
    | "workshop"
    | "desk"
    | "people"
    | "units"
    | "partners"
    | "import"
    | "certificates"
    | "issued"
    | "admin"
    | "audit"
    | "notifications"
    | "me";
  to: string;
  icon: IconName;
  /** Who sees it, by any of these; null for everybody signed in. */
  permissions: readonly Permission[] | null;
  only?: "desk" | "phone";
}

/** The navigation of everybody; each person sees what a role allows. Five places fit a phone. */
export const navigation: readonly NavigationItem[] = [
  { key: "today", to: "/", icon: "sun", permissions: null },
  { key: "desk", to: "/desk", icon: "desk", permissions: ["desk:read"] },
  { key: "people", to: "/desk/people", icon: "users", permissions: ["people:read"] },
  { key: "units", to: "/desk/units", icon: "building", permissions: ["units:write"], only: "desk" },
  { key: "partners", to: "/desk/partners", icon: "cap", permissions: ["partners:read"], only: "desk" },
  { key: "import", to: "/desk/import", icon: "upload", permissions: ["import:write"], only: "desk" },
  {
    key: "issued",
    to: "/desk/certificates",
    icon: "award",
    permissions: ["certificates:read"],
    only: "desk",
  },
  { key: "courses", to: "/courses", icon: "book", permissions: ["course:study"] },
  { key: "training", to: "/training", icon: "users", permissions: ["training:enrol"] },
  { key: "exams", to: "/exams", icon: "pencil", permissions: ["exam:sit"] },
  { key: "workshop", to: "/workshop", icon: "book", permissions: ["course:write", "course:review"] },
  { key: "certificates", to: "/certificates", icon: "award", permissions: ["course:study"], only: "desk" },
  { key: "points", to: "/points", icon: "star", permissions: ["points:read"], only: "desk" },
  { key: "ranking", to: "/ranking", icon: "chart", permissions: ["ranking:read"], only: "desk" },
  { key: "admin", to: "/admin", icon: "shield", permissions: ["account:manage", "security:manage"] },
  { key: "audit", to: "/audit", icon: "shield", permissions: ["audit:read"] },
  { key: "notifications", to: "/notifications", icon: "bell", permissions: null, only: "desk" },
  { key: "me", to: "/me", icon: "user", permissions: null },
];
