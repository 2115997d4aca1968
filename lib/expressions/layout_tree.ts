/** What stands side by side on one line. */
export type LayoutRow = readonly LayoutElement[];

/**
 * One symbol with all that hangs on it: the symbol layout tree of the CROHME competitions. A script on a group
 * hangs on the group's last symbol, as it stands on paper: `{ab}^2` is `ab^2`. Limits of sums and integrals are
 * scripts too, whether they are written beside or above and below.
 */
export type LayoutElement =
  & (
    | { readonly kind: "symbol"; /** Its canonical LaTeX: `x`, `\alpha`, `\sin`. */ readonly symbol: string }
    | { readonly kind: "fraction"; readonly above: LayoutRow; readonly below: LayoutRow }
    | { readonly kind: "root"; readonly index?: LayoutRow; readonly inside: LayoutRow }
    | { /** Nothing that a script could hang on: `{}^2`. */ readonly kind: "nothing" }
  )
  & Scripts;

/** A subscript and a superscript; never empty rows. */
export interface Scripts {
  /** Below right, or the lower limit. */
  readonly sub?: LayoutRow;
  /** Above right, or the upper limit. */
  readonly sup?: LayoutRow;
}

/** A tree as the list of its symbols in reading order. */
export interface PlacedSymbol {
  /**
   * The way to it from the main line, a letter a step: `^` superscript, `_` subscript, `a` above and `b` below a
   * fraction bar, `i` inside a root, `n` its index.
   */
  readonly place: string;
  /** Its canonical LaTeX; `\frac` for a fraction bar, `\sqrt` for a root sign, empty where nothing is written. */
  readonly symbol: string;
}

/**
 * The symbols of a row and where each stands. Two rows are the same exactly when their lists are; they have the
 * same structure, whatever the symbols, exactly when the places are.
 */
export function placedSymbols(row: LayoutRow, place = ""): PlacedSymbol[] {
  return row.flatMap((element) => [
    { place, symbol: symbolOf(element) },
    ...childrenOf(element).flatMap(([step, child]) => placedSymbols(child, place + step)),
  ]);
}

function symbolOf(element: LayoutElement): string {
  switch (element.kind) {
    case "symbol":
      return element.symbol;
    case "fraction":
      return "\\frac";
    case "root":
      return "\\sqrt";
    case "nothing":
      return "";
  }
}

function childrenOf(element: LayoutElement): [string, LayoutRow][] {
  const children: [string, LayoutRow][] = [];
  if (element.kind === "fraction") children.push(["a", element.above], ["b", element.below]);
  if (element.kind === "root") {
    if (element.index) children.push(["n", element.index]);
    children.push(["i", element.inside]);
  }
  if (element.sub) children.push(["_", element.sub]);
  if (element.sup) children.push(["^", element.sup]);
  return children;
}

/** The one way to write a row: every symbol apart, every group in braces, subscripts before superscripts. */
export function canonicalLatex(row: LayoutRow): string {
  return row.map((element) => {
    const scripts = [
      ...(element.sub ? [`_ { ${canonicalLatex(element.sub)} }`] : []),
      ...(element.sup ? [`^ { ${canonicalLatex(element.sup)} }`] : []),
    ];
    return [baseLatex(element), ...scripts].join(" ");
  }).join(" ");
}

function baseLatex(element: LayoutElement): string {
  switch (element.kind) {
    case "symbol":
      return element.symbol;
    case "fraction":
      return `\\frac ${braced(element.above)} ${braced(element.below)}`;
    case "root":
      // A bracket inside the index would end it, were it not in braces.
      return `\\sqrt ${element.index ? `[ ${braced(element.index)} ] ` : ""}${braced(element.inside)}`;
    case "nothing":
      return "{ }";
  }
}

function braced(row: LayoutRow): string {
  return row.length === 0 ? "{ }" : `{ ${canonicalLatex(row)} }`;
}
