import { LABELS, symbolOf, WORDS } from "../../symbols/mod.ts";

/** What is written for a label: a glyph's name or, for a word, its letters; with how often. */
export interface Spelling {
  /** Glyph names, left to right. */
  readonly names: readonly string[];
  /** Share of the label's images. */
  readonly share: number;
}

/** For each label what may be written for it. */
export const SPELLINGS: ReadonlyMap<string, readonly Spelling[]> = new Map(
  LABELS.map((label) => [label, spellings(label)]),
);

function spellings(label: string): Spelling[] {
  if (WORDS.has(label)) return [{ names: symbolOf(label).madeOf, share: 1 }];
  const small = label.toLowerCase(), { share } = symbolOf(small);
  if (label.length > 1 || share === undefined) return [{ names: [label], share: 1 }];
  return [{ names: [small], share }, { names: [label.toUpperCase()], share: 1 - share }];
}
