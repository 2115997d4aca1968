import { evaluate, type RowNode } from "../expressions/mod.ts";
import { isArithmetic } from "./subset.ts";

/**
 * Whether the read expression is worth what the true one is: on each side of each = the same number, to 12 digits. Not
 * asked of what is no arithmetic or has no value.
 */
export function rightValue(read: RowNode | undefined, truth: RowNode): "right" | "wrong" | "not asked" {
  const wanted = isArithmetic(truth) ? sidesOf(truth) : undefined;
  if (!wanted) return "not asked";
  const got = read && sidesOf(read);
  return String(got) === String(wanted) ? "right" : "wrong";
}

/** The values of the sides, as text of 12 digits; undefined where one has none. Nothing after the last = is no side. */
function sidesOf({ children }: RowNode): string[] | undefined {
  const sides: RowNode["children"][number][][] = [[]];
  for (const node of children) {
    if (node.kind === "symbol" && node.label === "=") sides.push([]);
    else sides.at(-1)!.push(node);
  }
  if (sides.length > 1 && sides.at(-1)!.length === 0) sides.pop();
  const values = sides.map((side) => evaluate({ kind: "row", children: side }));
  const texts = values.flatMap((value) => value.kind === "number" ? [value.text] : []);
  return texts.length === values.length ? texts : undefined;
}
