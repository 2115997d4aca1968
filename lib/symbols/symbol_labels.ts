import { LABEL_INDEX } from "./labels.ts";

/** CROHME's symbol truths that are neither a label nor a label after a backslash, in any letter case. */
const NAMES: ReadonlyMap<string, string> = new Map(Object.entries({
  "COMMA": ",",
  "|": "ascii_124",
  "\\vert": "ascii_124",
  "\\mid": "ascii_124",
  "/": "forward_slash",
  "'": "prime",
  "<": "lt",
  ">": "gt",
  "\\le": "leq",
  "\\ge": "geq",
  "\\ne": "neq",
  "\\to": "rightarrow",
  "\\frac": "-",
  "\\minus": "-",
  "−": "-",
  "×": "times",
  "÷": "div",
  "±": "pm",
  "\\{": "{",
  "\\}": "}",
  "\\lbrace": "{",
  "\\rbrace": "}",
  "\\lbrack": "[",
  "\\rbrack": "]",
  "\\dots": "ldots",
  "…": "ldots",
}));

/** The labels that CROHME writes as commands: `\alpha`, `\sum`, `\Delta`. */
const COMMANDS: ReadonlySet<string> = new Set(
  [...LABEL_INDEX.keys()].filter((label) => /^[A-Za-z]{2,}$/.test(label)),
);

/**
 * The label among the 82 of a symbol truth as CROHME writes it, or null where there is none (the full stop).
 * Letter case is folded as in the table of labels: `a` and `A` are both A, `b` and `B` both b.
 */
export function symbolLabel(raw: string): string | null {
  const named = NAMES.get(raw);
  if (named !== undefined) return named;
  if (raw.startsWith("\\")) return COMMANDS.has(raw.slice(1)) ? raw.slice(1) : null;
  for (const label of [raw, raw.toUpperCase(), raw.toLowerCase()]) {
    if (raw.length === 1 && LABEL_INDEX.has(label)) return label;
  }
  return COMMANDS.has(raw) ? raw : null;
}
