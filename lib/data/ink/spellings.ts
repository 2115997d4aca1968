import { LABELS } from "../../symbols/mod.ts";

/** What is written for a label: a glyph's name or, for a word, its letters; with how often. */
export interface Spelling {
  /** Glyph names, left to right. */
  readonly names: readonly string[];
  /** Share of the label's images. */
  readonly share: number;
}

/**
 * Share of small letters where a label stands for both cases. In formulas nearly all letters are small; here there are
 * some more capitals, so that they are learnt too.
 */
// deno-fmt-ignore
const SMALL_SHARE: Readonly<Record<string, number>> = {
  a: 0.82, b: 0.78, c: 0.7, e: 0.68, f: 0.72, g: 0.68, h: 0.62, i: 0.85, l: 0.45, m: 0.72, n: 0.88, p: 0.72,
  r: 0.62, s: 0.57, t: 0.78, v: 0.62, x: 0.92, y: 0.9,
};

const WORDS: ReadonlySet<string> = new Set(["cos", "lim", "log", "sin", "tan"]);

/** For each label what may be written for it. */
export const SPELLINGS: ReadonlyMap<string, readonly Spelling[]> = new Map(
  LABELS.map((label) => [label, spellings(label)]),
);

function spellings(label: string): Spelling[] {
  if (WORDS.has(label)) return [{ names: [...label], share: 1 }];
  const small = label.toLowerCase();
  const share = label.length === 1 ? SMALL_SHARE[small] : undefined;
  if (share === undefined) return [{ names: [label], share: 1 }];
  return [{ names: [small], share }, { names: [label.toUpperCase()], share: 1 - share }];
}
