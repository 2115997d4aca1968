import { symbolLabel } from "./symbol_labels.ts";
import { LABELS } from "./labels.ts";

/**
 * Letters that CROHME 2011–2013 has in both cases, each at least 60 times; the others it has in one case only, the
 * case of their label.
 */
const BOTH_CASES = "a b c e f g h i l m n p r s t v x y";

/** The class of the full stop, which is outside the 82 labels: a decimal point, a dot of multiplication. */
export const DOT = "dot";

/** The class of ink that is no single symbol: a part of one, or several together. */
export const NO_SYMBOL = "no_symbol";

/**
 * The labels of a reader of expressions: the 82, but with each letter in its own case (a and A for A, b and B for
 * b, …), and `dot`.
 */
export const CASED_LABELS: readonly string[] = [
  ...LABELS.flatMap((label) => {
    const small = label.toLowerCase();
    return label.length === 1 && BOTH_CASES.split(" ").includes(small)
      ? [small, small.toUpperCase()]
      : [label];
  }),
  DOT,
];

/** The classes of a reader's network: the cased labels, and last `no_symbol`. */
export const READER_CLASSES: readonly string[] = [...CASED_LABELS, NO_SYMBOL];

/** The class index of each of a reader's classes. */
export const READER_CLASS_INDEX: ReadonlyMap<string, number> = new Map(
  READER_CLASSES.map((label, index) => [label, index]),
);

/** The cased label of a symbol truth as CROHME writes it, or null where there is none: `X` for `X`, `x` for `x`. */
export function casedLabel(raw: string): string | null {
  if (raw === ".") return DOT;
  if (raw.length === 1 && READER_CLASS_INDEX.has(raw)) return raw;
  return symbolLabel(raw);
}

/** The label among the 82 that a cased label is folded to: A for a and A; null for `dot` and `no_symbol`. */
export function foldLabel(cased: string): string | null {
  return symbolLabel(cased) ?? (LABELS.includes(cased) ? cased : null);
}
