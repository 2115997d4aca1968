import { SYMBOLS } from "./symbol_of.ts";

/** The class of ink that is no single symbol: a part of one, or several together. */
export const NO_SYMBOL = "no_symbol";

/** The class of the full stop, which is outside the 82 labels: a decimal point, a dot of multiplication. */
export const DOT = "dot";

/** The name of a fraction bar in a reading; its ink has the class of the minus, `-`. */
export const FRACTION = "fraction";

/** The labels that are words of several letters: `sin`, `cos`, `tan`, `log`, `lim`. */
export const WORDS: ReadonlySet<string> = new Set(
  SYMBOLS.filter(({ token }) => token === "function" || token === "lim").map(({ name }) => name),
);

/** The symbols that are classes of ink. */
const DRAWN = SYMBOLS.filter(({ drawnAs }) => drawnAs === undefined);

/**
 * The 82 labels, in the order of the class indices: the folder names of the Kaggle set, with `forward_slash`
 * for `/`, `ascii_124` for `|`, `pm` for ± and so on. Letter case is folded as there: A, C, G, H, M, N, R, S,
 * T and X stand for both cases, as do the letters named in lower case. They are sorted by their characters' codes.
 */
export const LABELS: readonly string[] = [
  ...new Set(DRAWN.map(({ folded }) => folded).filter((label) => label !== null)),
].sort();

/** The class index of each of the 82 labels. */
export const LABEL_INDEX: ReadonlyMap<string, number> = new Map(LABELS.map((label, index) => [label, index]));

/**
 * The labels of a reader of expressions: the 82, but with each letter in its own case (a and A for A, b and B for
 * b, …), and after them those that fold to none of the 82: `dot`.
 */
export const CASED_LABELS: readonly string[] = [...LABELS, null].flatMap((label) =>
  DRAWN.filter(({ folded }) => folded === label).map(({ name }) => name)
);

/** The classes of a reader's network: the cased labels, and last `no_symbol`. */
export const READER_CLASSES: readonly string[] = [...CASED_LABELS, NO_SYMBOL];

/** The class index of each of a reader's classes. */
export const READER_CLASS_INDEX: ReadonlyMap<string, number> = new Map(
  READER_CLASSES.map((label, index) => [label, index]),
);

/**
 * Labels among the 82 that are the same ink once size and position are gone, as they are in an image fitted to 45 × 45:
 * no reader of single symbols can tell them apart, only the expression around them can. Letter case (c C, s S,
 * p P) is folded in the labels already; pairs that merely resemble each other (2 z, 9 q, 5 S) are not here.
 */
export const LOOK_ALIKE_GROUPS: readonly (readonly string[])[] = Map.groupBy(
  DRAWN.filter(({ looksLike }) => looksLike !== undefined),
  ({ looksLike }) => looksLike!,
).entries().map(([first, others]) => [first, ...others.map(({ name }) => name)]).toArray();
