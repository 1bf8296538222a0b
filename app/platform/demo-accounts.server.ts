import type { Role } from "./access";

/** The demonstration's accounts. They exist only in its data: without the demonstration nobody has them. */
export const demoPassword = "Nuanxin-2026";

export interface DemoAccount {
  employeeNo: string;
  role: Role;
  password: string;
}

const roles: [string, Role][] = [
  ["W0001", "worker"],
  ["T0001", "trainer"],
  ["R0001", "reviewer"],
  ["U0001", "unit-head"],
  ["H0001", "hr"],
  ["H0002", "hr"],
  ["S0001", "system-admin"],
  ["S0002", "security-admin"],
  ["A0001", "auditor"],
];

export const demoAccounts: DemoAccount[] = roles.map(([employeeNo, role]) => ({
  employeeNo,
  role,
  password: demoPassword,
}));
