/** An expression or a part of one, read from a picture or parsed from LaTeX. */
export type ExpressionNode = RowNode | SymbolNode | FractionNode | RootNode | ScriptsNode;

/** Expressions side by side on one line. */
export interface RowNode {
  /** Tag. */
  readonly kind: "row";
  /** From left to right; empty if nothing is written. */
  readonly children: readonly ExpressionNode[];
}

/** A letter, digit, sign or function name. */
export interface SymbolNode {
  /** Tag. */
  readonly kind: "symbol";
  /** A cased label: `x`, `X`, `times`, `sin`; for a symbol outside the alphabet its LaTeX, such as `\Omega`. */
  readonly label: string;
}

/** One row over another, with a bar between them. */
export interface FractionNode {
  /** Tag. */
  readonly kind: "fraction";
  /** Above the bar. */
  readonly numerator: RowNode;
  /** Below the bar. */
  readonly denominator: RowNode;
}

/** A root. */
export interface RootNode {
  /** Tag. */
  readonly kind: "root";
  /** Which root it is, never an empty row; absent for a square root. Only from LaTeX: the reader does not read indices. */
  readonly index?: RowNode;
  /** Under the sign. */
  readonly radicand: RowNode;
}

/**
 * A symbol, fraction or root with scripts. Scripts of a group hang on the group's last symbol, as they stand on paper:
 * `{ab}^2` is `ab^2`. Limits of sums and integrals are scripts, whether they stand beside the sign or above and below.
 */
export interface ScriptsNode {
  /** Tag. */
  readonly kind: "scripts";
  /** What the scripts hang on; an empty row if there is nothing, as in `{}^2`. */
  readonly base: ExpressionNode;
  /** Above right, or the upper limit; never an empty row. */
  readonly superscript?: RowNode;
  /** Below right, or the lower limit; never an empty row. */
  readonly subscript?: RowNode;
}
