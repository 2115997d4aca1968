import { assertAlmostEquals, assertEquals } from "@std/assert";
import { factorial, format } from "mathjs/number";
import { factorialOf } from "../../lib/expressions/factorial.ts";
import { numberText } from "../../lib/expressions/number_text.ts";
import fc from "../properties.ts";

Deno.test("a number has twelve digits, and an exponent where it is large or small", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "0"],
    [-12.5, "-12.5"],
    [0.1 + 0.2, "0.3"],
    [-2 / 3, "-0.666666666667"],
    [99999, "99999"],
    [100000, "1e+5"],
    [99999.99999999999, "1e+5"],
    [123456789012.5, "1.23456789013e+11"],
    [0.001, "0.001"],
    [0.00099, "9.9e-4"],
    [0.00099999999999999, "0.001"],
    [1.7976931348623157e308, "1.79769313486e+308"],
    [9.999999999999e-10, "1e-9"],
  ];
  for (const [value, text] of cases) assertEquals(numberText(value), text);
});

Deno.test("a number's text is mathjs's, whatever the number", () => {
  const same = (value: number) => assertEquals(numberText(value), format(value, { precision: 12 }));
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), same));
  fc.assert(fc.property(fc.integer(), fc.integer({ min: -9, max: 9 }), (n, e) => same(n * 10 ** e)));
  fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 999 }), (n, d) => same(n / d)));
});

Deno.test("a factorial is mathjs's to the bit, of whole numbers and between them", () => {
  for (let n = 0; n <= 172; n++) assertEquals(factorialOf(n), factorial(n));
  for (const n of [1e9, 1e300, 170.5, 171.2]) assertEquals(factorialOf(n), factorial(n), `${n}!`);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 172, noNaN: true }), (n) => {
      const expected = factorial(n);
      if (Number.isFinite(expected)) assertAlmostEquals(factorialOf(n) / expected, 1, 1e-14);
      else assertEquals(factorialOf(n), expected);
    }),
  );
  // ½! is half the root of π.
  assertAlmostEquals(factorialOf(0.5), Math.sqrt(Math.PI) / 2, 1e-14);
});
