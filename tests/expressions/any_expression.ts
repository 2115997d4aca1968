import fc from "../properties.ts";
import type { ExpressionNode, RowNode } from "../../lib/expressions/mod.ts";

const symbol = fc.constantFrom("x", "X", "2", "+", "alpha", "sin", "sum", "(", "]", ",", "O", "\\Omega")
  .map((label) => ({ kind: "symbol" as const, label }));

/** Rows nested at most this deep. */
function rowOf(depth: number): fc.Arbitrary<RowNode> {
  const row = (child: fc.Arbitrary<ExpressionNode>) =>
    fc.array(child, { minLength: 1, maxLength: 4 })
      .map((children): RowNode => ({ kind: "row", children }));
  if (depth === 0) return row(symbol);
  const inner = rowOf(depth - 1);
  const base = fc.oneof(
    { weight: 5, arbitrary: symbol },
    fc.record({ kind: fc.constant("fraction" as const), numerator: inner, denominator: inner }, {
      noNullPrototype: true,
    }),
    fc.record({ kind: fc.constant("root" as const), radicand: inner, index: inner }, {
      requiredKeys: ["kind", "radicand"],
      noNullPrototype: true,
    }),
  );
  const scripts = fc.oneof(
    fc.record({ subscript: inner, superscript: inner }, {
      requiredKeys: ["subscript"],
      noNullPrototype: true,
    }),
    fc.record({ superscript: inner }, { noNullPrototype: true }),
  );
  const node = fc.oneof(
    { weight: 2, arbitrary: base },
    fc.tuple(base, scripts).map(([base, hung]) => ({ kind: "scripts" as const, base, ...hung })),
  );
  return row(node);
}

/** Any expression in which every script hangs on something. */
export const anyExpression: fc.Arbitrary<RowNode> = rowOf(2);
