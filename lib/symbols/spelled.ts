import { LABEL_INDEX } from "./labels.ts";
import { symbolOf, SYMBOLS } from "./symbol_of.ts";

/** For each spelling the cased label: `x`, `\alpha` and `alpha`, `COMMA`, `\frac` for the minus it is drawn as. */
const SPELLED: ReadonlyMap<string, string> = new Map(
  SYMBOLS.flatMap(({ name, drawnAs, latex, spellings }) =>
    [latex, ...spellings, ...(latex === `\\${name}` ? [name] : [])].map((
      spelling,
    ) => [spelling, drawnAs ?? name])
  ),
);

/** The canonical LaTeX of each other spelling. `\ast` is no symbol of the alphabet, but stands in CROHME's LaTeX. */
const CANONICAL: ReadonlyMap<string, string> = new Map([
  ...SYMBOLS.flatMap(({ latex, spellings }) => spellings.map((spelling) => [spelling, latex] as const)),
  ["\\ast", "*"],
]);

const BY_LATEX: ReadonlyMap<string, string> = new Map(SYMBOLS.map(({ latex, name }) => [latex, name]));

/**
 * The cased label of a symbol truth as CROHME writes it, or null where there is none: `X` for `X`, `x` for `x`. A
 * letter that has one case only is taken for that.
 */
export function casedLabel(raw: string): string | null {
  const known = SPELLED.get(raw);
  if (known !== undefined) return known;
  const otherCase = [raw.toUpperCase(), raw.toLowerCase()].find((label) => LABEL_INDEX.has(label));
  return raw.length === 1 ? otherCase ?? null : null;
}

/**
 * The label among the 82 of a symbol truth as CROHME writes it, or null where there is none (the full stop).
 * Letter case is folded as in the table of labels: `a` and `A` are both A, `b` and `B` both b.
 */
export function symbolLabel(raw: string): string | null {
  const cased = casedLabel(raw);
  return cased === null ? null : symbolOf(cased).folded;
}

/** The label among the 82 that a cased label is folded to: A for a and A; null for `dot` and `no_symbol`. */
export function foldLabel(cased: string): string | null {
  const { folded } = symbolOf(cased);
  return folded !== null && LABEL_INDEX.has(folded) ? folded : null;
}

/**
 * The one spelling of a symbol in canonical LaTeX: `\le` and `≤` are `\leq`, `\to` is `\rightarrow`, `\cdots` is
 * `\ldots`. What has no other spelling stays as it is.
 */
export function canonicalSymbol(latex: string): string {
  return CANONICAL.get(latex) ?? latex;
}

/**
 * The name of the symbol that LaTeX spells like this: `leq` for `\leq`, `\le` and `≤`, `fraction` for `\frac`. What is
 * not in the alphabet is named by its LaTeX: `O` and `\Omega` stay as they are.
 */
export function symbolName(latex: string): string {
  const canonical = canonicalSymbol(latex);
  return BY_LATEX.get(canonical) ?? canonical;
}
