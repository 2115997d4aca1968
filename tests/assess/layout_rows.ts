import fc from "../properties.ts";
import type { LayoutElement, LayoutRow } from "../../lib/expressions/layout_tree.ts";

const symbol = fc.constantFrom("x", "X", "2", "+", "\\alpha", "\\sin", "\\sum", "(", "]", ",")
  .map((symbol) => ({ kind: "symbol" as const, symbol }));

/** Rows nested at most this deep. */
function rowOf(depth: number): fc.Arbitrary<LayoutRow> {
  if (depth === 0) return fc.array(symbol, { minLength: 1, maxLength: 4 });
  const inner = rowOf(depth - 1);
  const base = fc.oneof(
    { weight: 5, arbitrary: symbol },
    fc.record({ kind: fc.constant("fraction" as const), above: inner, below: inner }),
    fc.record({ kind: fc.constant("root" as const), inside: inner, index: inner }, {
      requiredKeys: ["kind", "inside"],
    }),
  );
  const scripts = fc.record({ sub: inner, sup: inner }, { requiredKeys: [] });
  const element: fc.Arbitrary<LayoutElement> = fc.oneof(
    { weight: 3, arbitrary: base },
    fc.tuple(base, scripts).map(([element, hung]) => ({ ...element, ...hung })),
  );
  return fc.array(element, { minLength: 1, maxLength: 4 });
}

/** Any row of a layout tree in which every script hangs on something. */
export const layoutRow: fc.Arbitrary<LayoutRow> = rowOf(2);
