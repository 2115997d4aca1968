/** A program that shows what all rooms make of the symbol `bowtie`, which `longer_alphabet.ts` adds, as JSON. */
import {
  canonicalLatex,
  evaluate,
  parseLatex,
  type RowNode,
  toLatex,
  toText,
} from "../../lib/expressions/mod.ts";
import { expressionTree } from "../../lib/recognize/layout/tree_of_row.ts";
import { type Hypothesis, writtenGrammar } from "../../lib/recognize/mod.ts";
import { readSymbols } from "../../lib/recognize/layout/read_symbols.ts";
import { regionsOf } from "../../lib/recognize/layout/region.ts";
import { casedLabel, foldLabel, READER_CLASSES, symbolOf } from "../../lib/symbols/mod.ts";

const symbol = (label: string) => ({ kind: "symbol", label }) as const;
const tree: RowNode = { kind: "row", children: ["a", "bowtie", "b"].map(symbol) };
const grammar = writtenGrammar();

/** A row of the letters a and b with a wide sign between them, and a small 2 above the sign. */
const boxes = [[0, 60, 30, 90], [40, 10, 55, 32], [36, 50, 62, 80], [70, 50, 95, 90]];
const labels = ["a", "2", "bowtie", "b"];
const parts = boxes.map(([left, top, right, bottom]) => ({ left, top, right, bottom }));
const hypotheses: Hypothesis[] = parts.map((box, i) => ({
  parts: [i],
  box,
  labels: [{ label: labels[i], probability: 1, score: 0 }],
}));
const [reading] = readSymbols(parts, hypotheses, 40, grammar);

console.log(JSON.stringify({
  classes: READER_CLASSES.slice(-3),
  label: [casedLabel("\\bowtie"), casedLabel("⋈"), foldLabel("bowtie")],
  parsed: canonicalLatex(parseLatex("a \\bowtie b \\Join c")),
  latex: toLatex(tree),
  text: toText(tree),
  value: evaluate(tree),
  layout: [symbolOf("bowtie").shape, ...regionsOf("bowtie")],
  read: toLatex(expressionTree(reading.row)),
  grammar: [
    grammar.follows("a", "bowtie", undefined) === grammar.follows("a", "=", undefined),
    grammar.follows("bowtie", "+", undefined) === grammar.follows("=", "+", undefined),
    grammar.ends("bowtie") === grammar.ends("="),
    Number.isFinite(grammar.follows("a", "bowtie", undefined)),
  ],
}));
