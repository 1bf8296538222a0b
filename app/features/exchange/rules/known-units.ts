import { nearest } from "./nearest";
import type { Refuse } from "./person-row";

/** The unit that a file names by its whole name or its code. */
export const version = "exchange.known-units@1";

export interface KnownUnit {
  id: string;
  code: string;
  name: string;
  openedOn: string;
  closedOn: string | null;
  inScope: boolean;
}

/** All units, looked through once for a whole file. */
export interface KnownUnits {
  /** Empty for no unit. */
  nameOf(id: string): string;
  /** Whose name or code it is. */
  named(text: string): readonly KnownUnit[];
  /** Names of open units in scope that are most alike. */
  near(text: string): readonly string[];
}

export function knownUnits(units: readonly KnownUnit[]): KnownUnits {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const byText = new Map<string, KnownUnit[]>();
  for (const unit of units)
    for (const text of new Set([unit.code, unit.name])) byText.set(text, [...(byText.get(text) ?? []), unit]);
  const open = [...new Set(units.filter(isOpen).map(({ name }) => name))];
  // A file writes the same wrong name in many rows, and each is compared with every unit.
  const asked = new Map<string, readonly string[]>();
  return {
    nameOf: (id) => names.get(id) ?? "",
    named: (text) => byText.get(text) ?? [],
    near(text) {
      const known = asked.get(text) ?? nearest(text, open);
      asked.set(text, known);
      return known;
    },
  };
}

const isOpen = ({ inScope, closedOn }: KnownUnit) => inScope && closedOn === null;

export function unitOf(asked: string, units: KnownUnits, refuse: Refuse): KnownUnit | null {
  if (asked === "") return null;
  const named = units.named(asked);
  const own = named.filter(isOpen);
  if (own.length === 1) return own[0] ?? null;
  if (own.length > 1) refuse("unit", "unit-ambiguous", ...own.map(({ code }) => code));
  else if (named.some((unit) => unit.inScope)) refuse("unit", "unit-not-open");
  else if (named.length) refuse("unit", "unit-foreign");
  else refuse("unit", "unit-unknown", ...units.near(asked));
  return null;
}
