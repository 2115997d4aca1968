import { DIGITS } from "./digits.ts";
import { type Glyph, parseGlyph, type Variants, type VariantTable } from "./glyph.ts";
import { hersheyGlyph } from "./hershey.ts";
import { LETTERS } from "./letters.ts";
import { SIGNS } from "./signs.ts";

/** Glyphs that Hershey's fonts draw with single lines; hfmath has the others only with double lines, as bold type. */
const HERSHEY: ReadonlyMap<string, string> = new Map([
  ..."0123456789abcdefghijklmnopqrstuvwxyzABCEFGHILMNPRSTXY".split("").map((name) =>
    [name, `\\mathtt{${name}}`] as const
  ),
  ["infty", "\\infty"],
  ["in", "\\in"],
  ["exists", "\\exists"],
]);

/** The weight of Hershey's shape beside those of the other variants. */
const HERSHEY_WEIGHT = 0.5;

/** Every glyph by name, in all the ways it is written. */
export const GLYPHS: ReadonlyMap<string, Variants> = new Map(
  Object.entries<VariantTable[string]>({ ...LETTERS, ...DIGITS, ...SIGNS }).map(([name, table]) => {
    const variants: [number, Glyph][] = table.map(([weight, text]) => [weight, parseGlyph(text)]);
    const latex = HERSHEY.get(name);
    if (latex) variants.push([HERSHEY_WEIGHT, hersheyGlyph(latex)]);
    return [name, variants];
  }),
);
