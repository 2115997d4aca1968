import { DIGITS } from "./digits.ts";
import { type Glyph, parseGlyph, type Variants, type VariantTable } from "./glyph.ts";
import { hersheyGlyph } from "./hershey.ts";
import { LETTERS } from "./letters.ts";
import { SIGNS } from "./signs.ts";

/** What Hershey's single-line shapes draw well; of the rest hfmath has only double lines, for bold or formal type. */
const HERSHEY: ReadonlyMap<string, string> = new Map([
  ..."0123456789abcdefghijklmnopqrstuvwxyzABCEFGHILMNPRSTXY".split("").map((name) =>
    [name, `\\mathtt{${name}}`] as const
  ),
  ["infty", "\\infty"],
  ["in", "\\in"],
  ["exists", "\\exists"],
]);

/** How usual Hershey's shape is, beside the weights of the others. */
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
