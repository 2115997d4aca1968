import { FRACTION, symbolOf } from "../symbols/mod.ts";
import type { ExpressionNode } from "./expression_tree.ts";

/** One symbol of an expression and where it stands. */
export interface PlacedSymbol {
  /**
   * The path to it from the main line, one letter per step: `^` superscript, `_` subscript, `a` above and `b` below a
   * fraction bar, `i` inside a root, `n` its index.
   */
  readonly place: string;
  /** Its canonical LaTeX; `\frac` for a fraction bar, `\sqrt` for a root sign, empty if nothing is written. */
  readonly symbol: string;
}

/**
 * The symbols of an expression in reading order, each with its place. Two expressions are the same exactly when these
 * lists are; they have the same structure, whatever the symbols, exactly when the places are.
 *
 * @param place The path to the node from the main line; empty for a whole expression.
 */
export function placedSymbols(node: ExpressionNode, place = ""): PlacedSymbol[] {
  const own = (label: string) => ({ place, symbol: symbolOf(label).latex });
  const inner = (step: string, child: ExpressionNode | undefined) =>
    child ? placedSymbols(child, place + step) : [];
  switch (node.kind) {
    case "row":
      return node.children.flatMap((child) => placedSymbols(child, place));
    case "symbol":
      return [own(node.label)];
    case "fraction":
      return [own(FRACTION), ...inner("a", node.numerator), ...inner("b", node.denominator)];
    case "root":
      return [own("sqrt"), ...inner("n", node.index), ...inner("i", node.radicand)];
    case "scripts": {
      const base = placedSymbols(node.base, place);
      return [
        ...(base.length > 0 ? base : [{ place, symbol: "" }]),
        ...inner("_", node.subscript),
        ...inner("^", node.superscript),
      ];
    }
    default:
      throw new Error(`unknown node: ${node satisfies never}`);
  }
}
