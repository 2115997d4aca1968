/** What an expression is made of. */
export type ExpressionNode = RowNode | SymbolNode | FractionNode | RootNode | ScriptsNode;

/** Things beside each other. */
export interface RowNode {
  /** Tag. */
  readonly kind: "row";
  /** From left to right. */
  readonly children: readonly ExpressionNode[];
}

/** A letter, digit, sign or function name. */
export interface SymbolNode {
  /** Tag. */
  readonly kind: "symbol";
  /** A cased label: `x`, `X`, `times`, `sin`. */
  readonly label: string;
}

/** One row over another. */
export interface FractionNode {
  /** Tag. */
  readonly kind: "fraction";
  /** Above the bar. */
  readonly numerator: RowNode;
  /** Below it. */
  readonly denominator: RowNode;
}

/** A square root. */
export interface RootNode {
  /** Tag. */
  readonly kind: "root";
  /** Under the sign. */
  readonly radicand: RowNode;
}

/** Something with what is written above right or below right of it; of sums and limits, above and below. */
export interface ScriptsNode {
  /** Tag. */
  readonly kind: "scripts";
  /** What they hang on. */
  readonly base: ExpressionNode;
  /** Above, or the upper limit. */
  readonly superscript?: RowNode;
  /** Below, or the lower limit. */
  readonly subscript?: RowNode;
}
