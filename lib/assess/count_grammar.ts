import { casedLabel, FRACTION } from "../symbols/mod.ts";
import { END, type GrammarCounts, type Region, startOf } from "../recognize/mod.ts";
import type { LayoutElement, LayoutRow } from "../expressions/mod.ts";

/** Counts which symbols stand beside each other and which have scripts, in expressions to learn a grammar from. */
export function countGrammar(rows: readonly LayoutRow[]): GrammarCounts {
  const follows: Record<string, Record<string, number>> = {};
  const scripts: Record<string, [number, number, number]> = {};
  const countPair = (before: string, next: string) => {
    const row = follows[before] ??= {};
    row[next] = (row[next] ?? 0) + 1;
  };
  const countRow = (row: LayoutRow, region: Region | undefined) => {
    let before = startOf(region);
    for (const element of row) {
      const label = labelOf(element);
      if (label !== undefined) {
        countPair(before, label);
        const counts = scripts[label] ??= [0, 0, 0];
        counts[0]++;
        if (element.sup) counts[1]++;
        if (element.sub) counts[2]++;
        before = label;
      }
      for (const [inner, child] of childrenOf(element)) countRow(child, inner);
    }
    countPair(before, END);
  };
  for (const row of rows) countRow(row, undefined);
  return { follows, scripts };
}

/** What the reader calls the symbol; undefined for one it does not know. */
function labelOf(element: LayoutElement): string | undefined {
  switch (element.kind) {
    case "symbol":
      return casedLabel(element.symbol) ?? undefined;
    case "fraction":
      return FRACTION;
    case "root":
      return "sqrt";
    case "nothing":
      return undefined;
    default:
      throw new Error(`unknown element: ${element satisfies never}`);
  }
}

function childrenOf(element: LayoutElement): [Region, LayoutRow][] {
  const children: [Region, LayoutRow][] = [];
  if (element.kind === "fraction") children.push(["above", element.above], ["below", element.below]);
  if (element.kind === "root") children.push(["inside", element.inside]);
  if (element.sub) children.push(["sub", element.sub]);
  if (element.sup) children.push(["sup", element.sup]);
  return children;
}
