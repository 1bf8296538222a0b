/**
 * The role table: who may do what. A grant holds in its unit and everything below it. Pure; asked by
 * `guard.server.ts` for every loader and action.
 */
export const roles = [
  "worker",
  "trainer",
  "reviewer",
  "unit-head",
  "hr",
  "system-admin",
  "security-admin",
  "auditor",
] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  "course:read",
  "course:study",
  "course:write",
  "course:review",
  "training:read",
  "training:enrol",
  "training:roster",
  "exam:sit",
  "points:read",
  "ranking:read",
  "desk:read",
  "units:write",
  "people:read",
  "people:write",
  "people:reveal",
  "partners:read",
  "partners:write",
  "certificates:read",
  "certificates:write",
  "import:write",
  "account:manage",
  "security:manage",
  "system:manage",
  "audit:read",
] as const;
export type Permission = (typeof permissions)[number];

/** What a route may declare: a permission, any signed-in person, everybody, or the demonstration alone. */
export type Access = Permission | "signed-in" | "public" | "demo";

const table: Record<Role, readonly Permission[]> = {
  worker: [
    "course:read",
    "course:study",
    "training:read",
    "training:enrol",
    "exam:sit",
    "points:read",
    "ranking:read",
  ],
  trainer: ["course:read", "course:write", "training:read", "training:roster"],
  reviewer: ["course:read", "course:review"],
  "unit-head": [
    "course:read",
    "training:read",
    "ranking:read",
    "desk:read",
    "people:read",
    "partners:read",
    "certificates:read",
  ],
  hr: [
    "course:read",
    "training:read",
    "ranking:read",
    "desk:read",
    "units:write",
    "people:read",
    "people:write",
    "people:reveal",
    "partners:read",
    "partners:write",
    "certificates:read",
    "certificates:write",
    "import:write",
  ],
  "system-admin": ["account:manage", "system:manage"],
  "security-admin": ["security:manage"],
  auditor: ["audit:read"],
};

export interface Grant {
  role: Role;
  unitId: string;
}

export function can(grants: readonly Grant[], permission: Permission): boolean {
  return grants.some((grant) => table[grant.role].includes(permission));
}

/** The units in which somebody has a permission; it holds below each of them too. */
export function scope(grants: readonly Grant[], permission: Permission): string[] {
  return [
    ...new Set(grants.filter((grant) => table[grant.role].includes(permission)).map((grant) => grant.unitId)),
  ];
}

export function isRole(value: string): value is Role {
  return (roles as readonly string[]).includes(value);
}
