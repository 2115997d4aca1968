/** Kinds of symbols that stand at the same places of an expression. */
export type TokenClass =
  | (
    | "digit"
    | "relation"
    | "sign"
    | "times"
    | "open"
    | "close"
    | "bar"
    | "comma"
    | "dot"
    | "dots"
    | "function"
  )
  | ("big" | "lim" | "root" | "fraction" | "prime" | "factorial" | "quantifier" | "infinity" | "letter");

const MEMBERS: Readonly<Record<Exclude<TokenClass, "letter">, string>> = {
  digit: "0 1 2 3 4 5 6 7 8 9",
  relation: "= < > lt gt leq geq neq rightarrow in",
  sign: "+ - pm",
  times: "times div forward_slash",
  open: "( [ {",
  close: ") ] }",
  bar: "ascii_124",
  comma: ",",
  dot: "dot",
  dots: "ldots",
  function: "sin cos tan log",
  big: "sum int",
  lim: "lim",
  root: "sqrt",
  fraction: "fraction",
  prime: "prime",
  factorial: "!",
  quantifier: "exists forall",
  infinity: "infty",
};

const CLASS_OF: ReadonlyMap<string, TokenClass> = new Map(
  Object.entries(MEMBERS).flatMap(([name, labels]) =>
    labels.split(" ").map((label) => [label, name as TokenClass] as const)
  ),
);

/** All classes. */
export const TOKEN_CLASSES: readonly TokenClass[] = [...Object.keys(MEMBERS) as TokenClass[], "letter"];

/** The class of a cased label; what is not listed is a letter. */
export function tokenClass(label: string): TokenClass {
  return CLASS_OF.get(label) ?? "letter";
}

/** How many labels a class has; of letters, Latin in both cases and Greek, about 60. */
export function classSize(name: TokenClass): number {
  return name === "letter" ? 60 : MEMBERS[name].split(" ").length;
}
