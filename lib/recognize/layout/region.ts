import { FRACTION } from "./typography.ts";

/** Where a line of symbols hangs on the symbol it belongs to. */
export type Region = "sup" | "sub" | "above" | "below" | "inside";

const NONE: readonly Region[] = [], SCRIPTS: readonly Region[] = ["sup", "sub"];
const ABOVE_BELOW: readonly Region[] = ["above", "below"], INSIDE: readonly Region[] = ["inside"];

/** Operators whose scripts stand above and below them too. */
export const LIMITS: ReadonlySet<string> = new Set(["sum", "int", "lim"]);

/** Symbols without scripts. */
const BARE: ReadonlySet<string> = new Set(
  "! ( [ { + , - = < > lt gt leq geq neq pm times div rightarrow in exists forall forward_slash ldots dot prime"
    .split(" "),
);

/** The regions a symbol can have. */
export function regionsOf(label: string): readonly Region[] {
  if (label === FRACTION) return ABOVE_BELOW;
  if (label === "sqrt") return INSIDE;
  return BARE.has(label) ? NONE : SCRIPTS;
}
