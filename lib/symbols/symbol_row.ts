/** How a symbol stands on its line; decides what its box says of the line's height and size. */
export type Shape =
  | "ascender"
  | "x_height"
  | "descender"
  | "operator"
  | "minus"
  | "fraction"
  | "low"
  | "high"
  | "tall"
  | "root"
  | "big"
  | "dots";

/**
 * The classes of symbols that stand at the same places of an expression. Sums over all classes are taken in this
 * order.
 */
export const TOKEN_CLASSES = [
  "digit",
  "relation",
  "sign",
  "times",
  "open",
  "close",
  "bar",
  "comma",
  "dot",
  "dots",
  "function",
  "big",
  "lim",
  "root",
  "fraction",
  "prime",
  "factorial",
  "quantifier",
  "infinity",
  "letter",
] as const;

/** One class of symbols that stand at the same places of an expression. */
export type TokenClass = typeof TOKEN_CLASSES[number];

/**
 * What can hang on a symbol: a superscript and a subscript, both of them also above and below it as limits, a numerator
 * and a denominator, a radicand, or nothing.
 */
export type Hanging = "scripts" | "limits" | "above_below" | "inside" | "nothing";

/** In how many separate parts a symbol is usually written; `logPartCount` has the shares. */
export type UsualParts = "one" | "one_or_two" | "two" | "three" | "three_letters" | "four";

/** One symbol of the alphabet, with all that is known of it. */
export interface SymbolRow {
  /**
   * Its cased label: the name of its class in a reader of expressions and of its node in an expression, such as `x`,
   * `X`, `times`, `{`.
   */
  readonly name: string;
  /** The label among the 82 that it is folded to, null where it has none; default its name. */
  readonly folded?: string | null;
  /** The name of the symbol whose ink it shares where it is no class of ink itself, as a fraction bar is a minus. */
  readonly drawnAs?: string;

  /** Its canonical LaTeX; default a name of one letter as it is, a longer one after a backslash. */
  readonly latex?: string;
  /** Its other spellings in LaTeX and in CROHME's InkML files, with spaces between. */
  readonly spellings?: string;
  /** Its sign in plain text; default its name. */
  readonly text?: string;
  /** What people call a folder of its images, in lower case, with spaces between; its labels and LaTeX aside. */
  readonly folders?: string;
  /** The names of the symbols that are this one where they stand side by side, with spaces between. */
  readonly madeOf?: string;

  /** How it stands on its line; default `ascender`, as high as a capital. */
  readonly shape?: Shape;
  /** What can hang on it; default `scripts`. */
  readonly hangs?: Hanging;
  /** Which symbols it shares its places in an expression with; default `letter`. */
  readonly token?: TokenClass;
  /** The arithmetic it stands for. */
  readonly operator?: "+" | "-" | "*" | "/";
  /** Why an expression with it has no value. */
  readonly noValue?: string;

  /** In how many separate parts it is usually written; default `one`. */
  readonly parts?: UsualParts;
  /** Whether it is small by nature, so that it says nothing of the size of the symbols around it; default false. */
  readonly isMark?: boolean;
  /** Whether different people draw it the same, to the byte in an image of 45 × 45; default false. */
  readonly isPlain?: boolean;
  /**
   * Whether it may look like another symbol together with a neighbour: `easily`, as it is one or two plain strokes (- and
   * + make ±, 1 and 3 a B); `never`, not even above or below a bar (a 2); default `stacked`, only with what is above or
   * below it (a T).
   */
  readonly merges?: "easily" | "stacked" | "never";
  /**
   * Whether training images may show it in the place of another symbol of its shape; default true. It matters for
   * ascenders, x-heights, descenders and tall symbols.
   */
  readonly swaps?: boolean;
  /** The label among the 82 that has the same ink, but for its size and place. */
  readonly looksLike?: string;

  /** How often its folded label occurs among a thousand symbols of formulas; stands with the folded label; default 1. */
  readonly perMille?: number;
  /** Of a small letter whose label stands for both cases: its share of the label's synthetic images. */
  readonly share?: number;
}
