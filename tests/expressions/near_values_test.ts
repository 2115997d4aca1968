import { assertEquals } from "@std/assert";
import { evaluate, type ExpressionNode, type RowNode, valueText } from "../../lib/expressions/mod.ts";

/** The value of labels in a row. */
const valueOf = (labels: string) =>
  valueText(evaluate(
    {
      kind: "row",
      children: labels.split(" ").map((label): ExpressionNode => ({ kind: "symbol", label })),
    } satisfies RowNode,
  ));
/** A number as its labels. */
const digits = (number: string) => [...number].map((sign) => sign === "." ? "dot" : sign).join(" ");

Deno.test("numbers that differ in the 12th digit are equal, in the 11th are not, whichever relation asks", () => {
  const relation = (one: string, label: string, other: string) =>
    valueOf(`${digits(one)} ${label} ${digits(other)}`) === "a statement: true";
  const near = ["1000000000000", "1000000000000.9"] as const,
    far = ["100000000000", "100000000000.2"] as const;
  const cases: readonly (readonly [string, boolean, boolean])[] = [
    ["=", true, false],
    ["neq", false, true],
    ["lt", false, true],
    ["gt", false, false],
    ["leq", true, true],
    ["geq", true, false],
  ];
  for (const [label, ofNear, ofFar] of cases) {
    assertEquals([relation(...[near[0], label, near[1]] as const), relation(far[0], label, far[1])], [
      ofNear,
      ofFar,
    ], label);
  }
  assertEquals(relation("2", "geq", "1"), true);
  assertEquals(relation("2", "gt", "1"), true);
});

Deno.test("every one of several relations must hold", () => {
  assertEquals(valueOf("1 lt 2 lt 3"), "a statement: true");
  assertEquals(valueOf("1 lt 2 lt 2"), "a statement: false");
  assertEquals(valueOf("1 gt 2 lt 3"), "a statement: false");
  // Nothing after the last = asks for what is before it.
  assertEquals(valueOf("1 + 2 ="), "3");
});

Deno.test("twelve digits are written, and what rounding leaves of nothing is nothing", () => {
  assertEquals(valueOf("1 div 3"), "0.333333333333");
  assertEquals(valueOf("2 div 3"), "0.666666666667");
  assertEquals(valueOf("sin pi"), "0");
  assertEquals(valueOf(`1 div ${digits("100000000000000")}`), "1e-14");
});
