import { assertEquals } from "@std/assert";
import {
  ALPHABET,
  canonicalSymbol,
  CASED_LABELS,
  casedLabel,
  classSize,
  foldLabel,
  LABEL_INDEX,
  LABELS,
  LOOK_ALIKE_GROUPS,
  type MathSymbol,
  READER_CLASSES,
  symbolLabel,
  symbolOf,
  SYMBOLS,
  TOKEN_CLASSES,
} from "../../lib/symbols/mod.ts";
import { SPELLINGS } from "../../lib/data/ink/spellings.ts";
import { folderLabel } from "../../lib/data/folder/folder_labels.ts";

// The tables derived from the alphabet, each as it was written out before there was one row a symbol.

/** The names of symbols by the value of one of their fields; those of the usual value are left out. */
function byField(field: keyof MathSymbol, usual: unknown): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const symbol of SYMBOLS) {
    if (symbol[field] !== usual) (found[String(symbol[field])] ??= []).push(symbol.name);
  }
  return sorted(found);
}

function sorted(table: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(table).map(([key, names]) => [key, names.toSorted()]));
}

const split = (table: Readonly<Record<string, string>>) =>
  sorted(Object.fromEntries(Object.entries(table).map(([key, names]) => [key, names.split(" ")])));

/** A field of the symbols that have it. */
const values = (field: keyof MathSymbol) =>
  Object.fromEntries(SYMBOLS.filter((row) => row[field] !== undefined).map((row) => [row.name, row[field]]));

Deno.test("no symbol has two rows, and each is drawn as one of the reader's classes", () => {
  assertEquals(new Set(SYMBOLS.map(({ name }) => name)).size, ALPHABET.length);
  for (const { name, drawnAs = name } of SYMBOLS) assertEquals(READER_CLASSES.includes(drawnAs), true, name);
});

Deno.test("the 82 labels and the reader's 102 classes, in the order that stored models have them in", () => {
  const labels =
    "! ( ) + , - 0 1 2 3 4 5 6 7 8 9 = A C Delta G H M N R S T X [ ] alpha ascii_124 b beta cos d div e " +
    "exists f forall forward_slash gamma geq gt i in infty int j k l lambda ldots leq lim log lt mu neq " +
    "o p phi pi pm prime q rightarrow sigma sin sqrt sum tan theta times u v w y z { }";
  assertEquals(LABELS, labels.split(" "));
  labels.split(" ").forEach((label, index) => assertEquals(LABEL_INDEX.get(label), index));
  const cased =
    "! ( ) + , - 0 1 2 3 4 5 6 7 8 9 = a A c C Delta g G h H m M n N r R s S t T x X [ ] alpha ascii_124 " +
    "b B beta cos d div e E exists f F forall forward_slash gamma geq gt i I in infty int j k l L lambda ldots leq lim " +
    "log lt mu neq o p P phi pi pm prime q rightarrow sigma sin sqrt sum tan theta times u v V w y Y z { } dot";
  assertEquals(CASED_LABELS, cased.split(" "));
  assertEquals(READER_CLASSES, [...cased.split(" "), "no_symbol"]);
});

Deno.test("each spelling of CROHME's InkML has its label, and each of its LaTeX its canonical one", () => {
  const names = {
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
  };
  const canonical = {
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
    "\\cdots": "\\ldots",
    "\\@cdots": "\\ldots",
    "\\cdot": ".",
  };
  for (const [raw, label] of Object.entries(names)) assertEquals(symbolLabel(raw), label, raw);
  for (const [raw, latex] of Object.entries(canonical)) assertEquals(canonicalSymbol(raw), latex, raw);
  const spellings = SYMBOLS.flatMap((symbol) => symbol.spellings);
  assertEquals(spellings.filter((raw) => !Object.hasOwn(canonical, raw)), []);
  // Spellings that were known in LaTeX only are now known everywhere.
  const wider = Object.keys(canonical).filter((raw) =>
    casedLabel(raw) !== null && !Object.hasOwn(names, raw)
  );
  assertEquals(
    wider.toSorted(),
    "→ ≠ ≤ ≥ \\@cdots \\cdot \\cdots \\geqslant \\leqslant \\lparen \\lvert \\plus \\rparen \\rvert \\slash"
      .split(" ").toSorted(),
  );
  for (const { latex, drawnAs } of SYMBOLS) {
    if (!drawnAs) assertEquals(canonicalSymbol(latex), latex);
  }
});

Deno.test("commands of all labels that are words are known with their backslash and without, others not", () => {
  for (const label of LABELS.filter((label) => /^[A-Za-z]{2,}$/.test(label))) {
    assertEquals([casedLabel(label), casedLabel(`\\${label}`)], [label, label]);
  }
  for (const raw of ["dot", "\\dot", "ascii_124", "\\forward_slash", "fraction", "\\A", "no_symbol"]) {
    assertEquals(casedLabel(raw), null, raw);
  }
  const both = "a b c e f g h i l m n p r s t v x y".split(" ");
  for (const letter of both) {
    assertEquals([foldLabel(letter), casedLabel(letter)], [foldLabel(letter.toUpperCase()), letter]);
    assertEquals(casedLabel(letter.toUpperCase()), letter.toUpperCase());
  }
  assertEquals(CASED_LABELS.length, 82 + both.length + 1);
});

Deno.test("the classes of tokens: members, order and sizes", () => {
  const members = {
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
  assertEquals(byField("token", "letter"), split(members));
  assertEquals([...TOKEN_CLASSES], [...Object.keys(members), "letter"]);
  assertEquals(
    TOKEN_CLASSES.map(classSize),
    [...Object.values(members).map((labels) => labels.split(" ").length), 60],
  );
});

Deno.test("shapes on the line, what hangs on a symbol, and in how many parts it is written", () => {
  assertEquals(
    byField("shape", "ascender"),
    split({
      x_height: "a c e m n o r s u v w x z alpha pi sigma in infty",
      descender: "g p q y mu gamma",
      operator: "+ = < > lt gt leq geq neq pm times div rightarrow",
      minus: "-",
      fraction: "fraction",
      low: ", dot",
      dots: "ldots",
      high: "prime",
      tall: "( ) [ ] { } ascii_124 forward_slash int f j beta phi",
      root: "sqrt",
      big: "sum",
    }),
  );
  assertEquals(
    byField("hangs", "scripts"),
    split({
      limits: "sum int lim",
      nothing:
        "! ( [ { + , - = < > lt gt leq geq neq pm times div rightarrow in exists forall forward_slash ldots dot prime",
      inside: "sqrt",
      above_below: "fraction",
    }),
  );
  assertEquals(
    byField("parts", "one"),
    split({
      // There was K too, which is no class.
      one_or_two: "x X k 5 E F A B R H Y [ pi rightarrow sum 1 in",
      two: "= ! i j leq geq pm",
      three: "div ldots",
      three_letters: "log cos tan",
      four: "sin lim",
    }),
  );
});

Deno.test("signs in plain text and in LaTeX are those that differ from the names", () => {
  assertEquals(
    Object.fromEntries(
      SYMBOLS.filter(({ name, text }) => text !== name).map(({ name, text }) => [name, text]),
    ),
    {
      times: "×",
      div: "÷",
      pm: "±",
      leq: "≤",
      geq: "≥",
      lt: "<",
      gt: ">",
      neq: "≠",
      rightarrow: "→",
      forward_slash: "/",
      ascii_124: "|",
      dot: ".",
      ldots: "…",
      prime: "′",
      infty: "∞",
      in: "∈",
      forall: "∀",
      exists: "∃",
      sum: "∑",
      int: "∫",
      sqrt: "√",
      alpha: "α",
      beta: "β",
      gamma: "γ",
      theta: "θ",
      lambda: "λ",
      mu: "μ",
      pi: "π",
      sigma: "σ",
      phi: "φ",
      Delta: "Δ",
    },
  );
  const latex = { "{": "\\{", "}": "\\}", ascii_124: "|", forward_slash: "/", dot: ".", fraction: "\\frac" };
  for (const { name, latex: found } of SYMBOLS) {
    const usual = name.length > 1 ? `\\${name}` : name;
    assertEquals(found, (latex as Record<string, string>)[name] ?? usual);
  }
});

Deno.test("arithmetic: operators, and why symbols have no value", () => {
  assertEquals(values("operator"), { "+": "+", "-": "-", times: "*", div: "/", forward_slash: "/" });
  assertEquals(values("noValue"), {
    int: "integrals are not evaluated",
    sum: "sums over an index are not evaluated",
    lim: "limits are not evaluated",
    pm: "± stands for two values",
    ",": "a list has no single value",
    infty: "infinity is no number",
    ldots: "an ellipsis leaves something out",
    prime: "a prime has no value",
    in: "sets have no value",
    forall: "a statement with ∀ has no value",
    exists: "a statement with ∃ has no value",
  });
  assertEquals(
    Object.fromEntries(
      SYMBOLS.filter(({ madeOf }) => madeOf.length > 0).map((row) => [row.name, row.madeOf]),
    ),
    {
      ldots: ["dot", "dot", "dot"],
      sin: [..."sin"],
      cos: [..."cos"],
      tan: [..."tan"],
      log: [..."log"],
      lim: [..."lim"],
    },
  );
});

Deno.test("images for a reader: marks, plain strokes, what merges with neighbours, what stands in whose place", () => {
  assertEquals(byField("isMark", false), split({ true: "dot , prime - ldots" }));
  assertEquals(
    byField("isPlain", false),
    split({ true: "- 1 ascii_124 ( ) , dot prime forward_slash l I i" }),
  );
  assertEquals(
    byField("merges", "stacked"),
    split({
      easily: "- + = 1 l I i j ! , dot prime ascii_124 forward_slash ( ) [ ] { } lt gt ldots v V",
      never:
        "2 3 4 5 6 7 8 9 a A b B d E e F f G g h H k m M N p P q r R w x X y Y alpha beta Delta gamma infty mu " +
        "phi sigma sum theta",
    }),
  );
  const places = {
    ascender:
      "0 1 2 3 4 5 6 7 8 9 A B C E F G H I L M N P R S T V X Y b d h k l t Delta lambda theta forall exists !",
    x_height: "a c e m n o r s u v w x z alpha pi sigma in infty",
    descender: "g p q y mu gamma",
    tall: "( ) [ ] { } ascii_124 forward_slash",
  };
  const swapping = (shape: string) =>
    SYMBOLS.filter((row) => row.shape === shape && row.swaps).map(({ name }) => name);
  assertEquals(
    sorted(Object.fromEntries(Object.keys(places).map((shape) => [shape, swapping(shape)]))),
    split(places),
  );
});

Deno.test("synthetic ink: how often labels occur, and which share of a letter's images is of the small one", () => {
  const perMille: Record<number, string> = {
    92: "-",
    73: "1 2",
    63: "+ X",
    48: "( )",
    43: "=",
    32: "A",
    28: "3 N",
    21: "y b 0",
    18: "4 sqrt",
    13: "C i d z 5",
    9: "T f sin 6 7 9 k e 8 p , R",
    7: "cos sum times M int",
    6: "theta pi",
    5: "ascii_124 v alpha G S infty H",
    4: "rightarrow u lim beta q log l j",
    3: "tan leq",
    2: "forward_slash ! [ ] geq pm div ldots w",
    1: "neq lt o prime gamma phi { } gt sigma mu Delta",
    0.3: "in lambda forall exists",
  };
  const frequency = Object.entries(perMille).flatMap(([f, labels]) =>
    labels.split(" ").map((label) => [label, Number(f)])
  );
  assertEquals(
    Object.fromEntries(LABELS.map((label) => [label, symbolOf(label).perMille])),
    Object.fromEntries(frequency),
  );
  const small: Record<string, number> = {
    a: 0.82,
    b: 0.78,
    c: 0.7,
    e: 0.68,
    f: 0.72,
    g: 0.68,
    h: 0.62,
    i: 0.85,
    l: 0.45,
    m: 0.72,
    n: 0.88,
    p: 0.72,
    r: 0.62,
    s: 0.57,
    t: 0.78,
    v: 0.62,
    x: 0.92,
    y: 0.9,
  };
  for (const label of LABELS) {
    const letter = label.toLowerCase(), share = label.length === 1 ? small[letter] : undefined;
    const spellings = share !== undefined
      ? [{ names: [letter], share }, { names: [label.toUpperCase()], share: 1 - share }]
      : [{ names: ["sin", "cos", "tan", "log", "lim"].includes(label) ? [...label] : [label], share: 1 }];
    assertEquals(SPELLINGS.get(label), spellings);
  }
});

Deno.test("folders' other names and symbols that look alike", () => {
  const aliases = {
    slash: "forward_slash",
    pipe: "ascii_124",
    vertical_bar: "ascii_124",
    comma: ",",
    plus: "+",
    minus: "-",
    equals: "=",
    equal: "=",
    exclamation: "!",
    factorial: "!",
    infinity: "infty",
    integral: "int",
    less_than: "lt",
    greater_than: "gt",
    not_equal: "neq",
    plus_minus: "pm",
    arrow: "rightarrow",
  };
  assertEquals(
    Object.fromEntries(SYMBOLS.flatMap(({ folders, folded }) => folders.map((folder) => [folder, folded]))),
    aliases,
  );
  for (const [folder, label] of Object.entries(aliases)) {
    assertEquals(folderLabel(folder.toUpperCase()), label);
  }
  assertEquals(
    LOOK_ALIKE_GROUPS.map((group) => group.join(" ")).toSorted(),
    [", prime", "0 o", "1 l ascii_124", "X times"],
  );
});
