import type { SymbolRow } from "./symbol_row.ts";

/** A row without its name. */
type Fields = Omit<SymbolRow, "name">;

/** Rows with some fields in common; a row's own fields override those. */
function group(common: Fields, own: Readonly<Record<string, Fields>>): SymbolRow[] {
  return Object.entries(own).map(([name, fields]) => ({ ...common, name, ...fields }));
}

/** A letter that has both cases, each a class, folded to one label: which of both it is, and what both of them are. */
function bothCases(
  folded: string,
  share: number,
  perMille: number,
  small: Fields,
  capital: Fields,
): SymbolRow[] {
  return [
    { name: folded.toLowerCase(), folded, share, perMille, ...small },
    { name: folded.toUpperCase(), folded, perMille, ...capital },
  ];
}

/**
 * The alphabet: one row a symbol. All tables of symbols are derived from it, so to add a symbol is to add a row. A
 * small letter stands before its capital.
 *
 * How often symbols occur is rounded from CROHME 2011–2013's training expressions, in how many parts they are written
 * from what these show when drawn. Letters have both cases where CROHME 2011–2013 has each at least 60 times, the others
 * only that of their label. In formulas nearly all letters are small; the shares leave some more room to capitals, so
 * that they are learnt too.
 */
export const ALPHABET: readonly SymbolRow[] = [
  ...group({ token: "digit", merges: "never" }, {
    0: { perMille: 21, merges: "stacked" },
    1: { perMille: 73, merges: "easily", parts: "one_or_two", isPlain: true },
    2: { perMille: 73 },
    3: { perMille: 28 },
    4: { perMille: 18 },
    5: { perMille: 13, parts: "one_or_two" },
    6: { perMille: 9 },
    7: { perMille: 9 },
    8: { perMille: 9 },
    9: { perMille: 9 },
  }),

  // Latin letters.
  ...bothCases("A", 0.82, 32, { shape: "x_height", merges: "never" }, {
    merges: "never",
    parts: "one_or_two",
  }),
  ...bothCases("b", 0.78, 21, { merges: "never" }, { merges: "never", parts: "one_or_two" }),
  ...bothCases("C", 0.7, 13, { shape: "x_height" }, {}),
  { name: "d", perMille: 13, merges: "never" },
  ...bothCases("e", 0.68, 9, { shape: "x_height", merges: "never" }, {
    merges: "never",
    parts: "one_or_two",
  }),
  ...bothCases(
    "f",
    0.72,
    9,
    { shape: "tall", merges: "never", swaps: false },
    { merges: "never", parts: "one_or_two" },
  ),
  ...bothCases("G", 0.68, 5, { shape: "descender", merges: "never" }, { merges: "never" }),
  ...bothCases("H", 0.62, 5, { merges: "never" }, { merges: "never", parts: "one_or_two" }),
  ...bothCases(
    "i",
    0.85,
    13,
    { merges: "easily", parts: "two", isPlain: true, swaps: false },
    { merges: "easily", isPlain: true },
  ),
  { name: "j", perMille: 4, shape: "tall", merges: "easily", parts: "two", swaps: false },
  { name: "k", perMille: 9, merges: "never", parts: "one_or_two" },
  ...bothCases("l", 0.45, 4, { merges: "easily", isPlain: true, looksLike: "1" }, {}),
  ...bothCases("M", 0.72, 7, { shape: "x_height", merges: "never" }, { merges: "never" }),
  ...bothCases("N", 0.88, 28, { shape: "x_height" }, { merges: "never" }),
  { name: "o", shape: "x_height", looksLike: "0" },
  ...bothCases("p", 0.72, 9, { shape: "descender", merges: "never" }, { merges: "never" }),
  { name: "q", perMille: 4, shape: "descender", merges: "never" },
  ...bothCases("R", 0.62, 9, { shape: "x_height", merges: "never" }, {
    merges: "never",
    parts: "one_or_two",
  }),
  ...bothCases("S", 0.57, 5, { shape: "x_height" }, {}),
  ...bothCases("T", 0.78, 9, {}, {}),
  { name: "u", perMille: 4, shape: "x_height" },
  ...bothCases("v", 0.62, 5, { shape: "x_height", merges: "easily" }, { merges: "easily" }),
  { name: "w", perMille: 2, shape: "x_height", merges: "never" },
  ...bothCases(
    "X",
    0.92,
    63,
    { shape: "x_height", merges: "never", parts: "one_or_two" },
    { merges: "never", parts: "one_or_two" },
  ),
  ...bothCases("y", 0.9, 21, { shape: "descender", merges: "never" }, {
    merges: "never",
    parts: "one_or_two",
  }),
  { name: "z", perMille: 13, shape: "x_height" },

  // Greek letters.
  { name: "alpha", text: "α", perMille: 5, shape: "x_height", merges: "never" },
  { name: "beta", text: "β", perMille: 4, shape: "tall", merges: "never", swaps: false },
  { name: "gamma", text: "γ", shape: "descender", merges: "never" },
  { name: "Delta", text: "Δ", merges: "never" },
  { name: "theta", text: "θ", perMille: 6, merges: "never" },
  { name: "lambda", text: "λ", perMille: 0.3 },
  { name: "mu", text: "μ", shape: "descender", merges: "never" },
  { name: "pi", text: "π", perMille: 6, shape: "x_height", parts: "one_or_two" },
  { name: "sigma", text: "σ", shape: "x_height", merges: "never" },
  { name: "phi", text: "φ", shape: "tall", merges: "never", swaps: false },

  ...group({ token: "sign", shape: "operator", hangs: "nothing" }, {
    "+": { spellings: "\\plus", folders: "plus", perMille: 63, merges: "easily", operator: "+" },
    "-": {
      spellings: "− \\minus",
      folders: "minus",
      perMille: 92,
      shape: "minus",
      merges: "easily",
      isMark: true,
      isPlain: true,
      operator: "-",
    },
    pm: {
      spellings: "±",
      text: "±",
      folders: "plus_minus",
      perMille: 2,
      parts: "two",
      noValue: "± stands for two values",
    },
  }),
  ...group({ token: "times", shape: "operator", hangs: "nothing" }, {
    times: { spellings: "×", text: "×", perMille: 7, looksLike: "X", operator: "*" },
    div: { spellings: "÷", text: "÷", perMille: 2, parts: "three", operator: "/" },
    forward_slash: {
      latex: "/",
      spellings: "\\slash",
      text: "/",
      folders: "slash",
      perMille: 2,
      shape: "tall",
      merges: "easily",
      isPlain: true,
      operator: "/",
    },
  }),
  ...group({ token: "relation", shape: "operator", hangs: "nothing" }, {
    "=": { folders: "equals equal", perMille: 43, merges: "easily", parts: "two" },
    lt: { spellings: "<", text: "<", folders: "less_than", merges: "easily" },
    gt: { spellings: ">", text: ">", folders: "greater_than", merges: "easily" },
    leq: { spellings: "\\le \\leqslant ≤", text: "≤", perMille: 3, parts: "two" },
    geq: { spellings: "\\ge \\geqslant ≥", text: "≥", perMille: 2, parts: "two" },
    neq: { spellings: "\\ne ≠", text: "≠", folders: "not_equal" },
    rightarrow: { spellings: "\\to →", text: "→", folders: "arrow", perMille: 4, parts: "one_or_two" },
    in: { text: "∈", perMille: 0.3, shape: "x_height", parts: "one_or_two", noValue: "sets have no value" },
    // The plain characters: the ink is known by the other names.
    "<": { drawnAs: "lt" },
    ">": { drawnAs: "gt" },
  }),

  ...group({ token: "open", shape: "tall", hangs: "nothing", merges: "easily" }, {
    "(": { spellings: "\\lparen", perMille: 48, isPlain: true },
    "[": { spellings: "\\lbrack", perMille: 2, parts: "one_or_two" },
    "{": { latex: "\\{", spellings: "\\lbrace" },
  }),
  ...group({ token: "close", shape: "tall", merges: "easily" }, {
    ")": { spellings: "\\rparen", perMille: 48, isPlain: true },
    "]": { spellings: "\\rbrack", perMille: 2 },
    "}": { latex: "\\}", spellings: "\\rbrace" },
  }),
  {
    name: "ascii_124",
    latex: "|",
    spellings: "\\vert \\lvert \\rvert \\mid",
    text: "|",
    folders: "pipe vertical_bar",
    perMille: 5,
    token: "bar",
    shape: "tall",
    merges: "easily",
    isPlain: true,
    looksLike: "1",
  },

  // Punctuation and marks.
  ...group({ hangs: "nothing", merges: "easily" }, {
    "!": { folders: "exclamation factorial", perMille: 2, token: "factorial", parts: "two" },
    ",": {
      spellings: "COMMA",
      folders: "comma",
      perMille: 9,
      token: "comma",
      shape: "low",
      isMark: true,
      isPlain: true,
      noValue: "a list has no single value",
    },
    // Whether dots stand on the line or at mid height is a habit of whoever typed CROHME's LaTeX: the ink's labels
    // are `.` and `\ldots` for both.
    dot: {
      folded: null,
      latex: ".",
      spellings: "\\cdot",
      text: ".",
      token: "dot",
      shape: "low",
      isMark: true,
      isPlain: true,
    },
    ldots: {
      spellings: "\\dots … \\cdots \\@cdots",
      text: "…",
      madeOf: "dot dot dot",
      perMille: 2,
      token: "dots",
      shape: "dots",
      parts: "three",
      isMark: true,
      noValue: "an ellipsis leaves something out",
    },
    prime: {
      spellings: "'",
      text: "′",
      token: "prime",
      shape: "high",
      isMark: true,
      isPlain: true,
      looksLike: ",",
      noValue: "a prime has no value",
    },
  }),

  // Names of functions, and operators with limits.
  ...group({ token: "function", swaps: false }, {
    sin: { madeOf: "s i n", perMille: 9, parts: "four" },
    cos: { madeOf: "c o s", perMille: 7, parts: "three_letters" },
    tan: { madeOf: "t a n", perMille: 3, parts: "three_letters" },
    log: { madeOf: "l o g", perMille: 4, parts: "three_letters" },
    lim: {
      madeOf: "l i m",
      perMille: 4,
      token: "lim",
      hangs: "limits",
      parts: "four",
      noValue: "limits are not evaluated",
    },
  }),
  ...group({ token: "big", hangs: "limits" }, {
    sum: {
      text: "∑",
      perMille: 7,
      shape: "big",
      merges: "never",
      parts: "one_or_two",
      noValue: "sums over an index are not evaluated",
    },
    int: {
      text: "∫",
      folders: "integral",
      perMille: 7,
      shape: "tall",
      swaps: false,
      noValue: "integrals are not evaluated",
    },
  }),

  ...group({ token: "quantifier", hangs: "nothing", perMille: 0.3 }, {
    exists: { text: "∃", noValue: "a statement with ∃ has no value" },
    forall: { text: "∀", noValue: "a statement with ∀ has no value" },
  }),
  {
    name: "infty",
    text: "∞",
    folders: "infinity",
    perMille: 5,
    token: "infinity",
    shape: "x_height",
    merges: "never",
    noValue: "infinity is no number",
  },
  { name: "sqrt", text: "√", perMille: 18, token: "root", shape: "root", hangs: "inside" },
  {
    name: "fraction",
    drawnAs: "-",
    latex: "\\frac",
    token: "fraction",
    shape: "fraction",
    hangs: "above_below",
  },
];
