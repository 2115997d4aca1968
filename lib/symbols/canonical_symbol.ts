/** Spellings of one and the same sign. */
const SPELLINGS: Readonly<Record<string, string>> = {
  "\\le": "\\leq",
  "≤": "\\leq",
  "\\leqslant": "\\leq",
  "\\ge": "\\geq",
  "≥": "\\geq",
  "\\geqslant": "\\geq",
  "\\ne": "\\neq",
  "≠": "\\neq",
  "<": "\\lt",
  ">": "\\gt",
  "\\to": "\\rightarrow",
  "→": "\\rightarrow",
  "\\dots": "\\ldots",
  "…": "\\ldots",
  "'": "\\prime",
  "\\vert": "|",
  "\\lvert": "|",
  "\\rvert": "|",
  "\\mid": "|",
  "\\lbrace": "\\{",
  "\\rbrace": "\\}",
  "\\lbrack": "[",
  "\\rbrack": "]",
  "\\lparen": "(",
  "\\rparen": ")",
  "−": "-",
  "\\minus": "-",
  "\\plus": "+",
  "×": "\\times",
  "÷": "\\div",
  "±": "\\pm",
  "\\slash": "/",
  "COMMA": ",",
  "\\ast": "*",
};

/**
 * Signs that CROHME's LaTeX tells apart and its symbols do not: whether dots stand on the line or at mid height is a
 * habit of whoever typed the truth, the ink's labels are `\ldots` and `.` for both.
 */
const HEIGHTS: Readonly<Record<string, string>> = {
  "\\cdots": "\\ldots",
  "\\@cdots": "\\ldots",
  "\\cdot": ".",
};

const CANONICAL: ReadonlyMap<string, string> = new Map(Object.entries({ ...SPELLINGS, ...HEIGHTS }));

/** One spelling for each sign: `\le` and `≤` are `\leq`, `\to` is `\rightarrow`, `\cdots` is `\ldots`. */
export function canonicalSymbol(latex: string): string {
  return CANONICAL.get(latex) ?? latex;
}
