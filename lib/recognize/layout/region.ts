import { type Hanging, symbolOf } from "../../symbols/mod.ts";

/** Where a line of symbols hangs on the symbol it belongs to. */
export type Region = "sup" | "sub" | "above" | "below" | "inside";

const REGIONS: Readonly<Record<Hanging, readonly Region[]>> = {
  scripts: ["sup", "sub"],
  limits: ["sup", "sub"],
  above_below: ["above", "below"],
  inside: ["inside"],
  nothing: [],
};

/** The regions a symbol can have. */
export function regionsOf(label: string): readonly Region[] {
  return REGIONS[symbolOf(label).hangs];
}

/** Whether a symbol's scripts may stand above and below it too, as those of a sum. */
export function hasLimits(label: string): boolean {
  return symbolOf(label).hangs === "limits";
}

const STARTS: Readonly<Record<Region, string>> = {
  sup: "^sup",
  sub: "^sub",
  above: "^above",
  below: "^below",
  inside: "^inside",
};

/** Stands, in a grammar, before the first symbol of a line in a region. */
export function startOf(region: Region | undefined): string {
  return region === undefined ? "^" : STARTS[region];
}
