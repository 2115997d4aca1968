import { casedLabel, FRACTION, symbolOf } from "../symbols/mod.ts";
import { END, type GrammarCounts } from "../recognize/layout/learned_grammar.ts";
import { startOf } from "../recognize/layout/region.ts";
import type { Region } from "../recognize/layout/region.ts";
import type { ExpressionNode, RowNode } from "../expressions/mod.ts";

/** Counts which symbols stand side by side and which have scripts, for `learnedGrammar`. */
export function countGrammar(rows: readonly RowNode[]): GrammarCounts {
  const follows: Record<string, Record<string, number>> = {};
  const scripts: Record<string, [number, number, number]> = {};
  const countPair = (before: string, next: string) => {
    const row = follows[before] ??= {};
    row[next] = (row[next] ?? 0) + 1;
  };
  const countRow = (row: RowNode, region: Region | undefined) => {
    let before = startOf(region);
    for (const node of row.children) {
      const { base, superscript, subscript } = node.kind === "scripts" ? node : { base: node };
      const label = labelOf(base);
      if (label !== undefined) {
        countPair(before, label);
        const counts = scripts[label] ??= [0, 0, 0];
        counts[0]++;
        if (superscript) counts[1]++;
        if (subscript) counts[2]++;
        before = label;
      }
      for (const [inner, child] of rowsIn(base)) countRow(child, inner);
      if (subscript) countRow(subscript, "sub");
      if (superscript) countRow(superscript, "sup");
    }
    countPair(before, END);
  };
  for (const row of rows) countRow(row, undefined);
  return { follows, scripts };
}

/** The reader's label of a symbol, fraction or root; undefined for an empty row and a symbol outside the alphabet. */
function labelOf(node: ExpressionNode): string | undefined {
  switch (node.kind) {
    case "symbol":
      return casedLabel(symbolOf(node.label).latex) ?? undefined;
    case "fraction":
      return FRACTION;
    case "root":
      return "sqrt";
  }
}

function rowsIn(node: ExpressionNode): [Region, RowNode][] {
  if (node.kind === "fraction") return [["above", node.numerator], ["below", node.denominator]];
  return node.kind === "root" ? [["inside", node.radicand]] : [];
}
