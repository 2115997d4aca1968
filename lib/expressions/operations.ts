import { factorial as gammaFactorial } from "mathjs/number";
import { NoValue } from "./no_value.ts";
import type { Operation } from "./term.ts";

/** The operations use 64-bit numbers, so that neither 9^9^9^9 nor a large factorial takes long. */
export const add: Operation = (a, b) => a + b;
export const subtract: Operation = (a, b) => a - b;
export const multiply: Operation = (a, b) => a * b;
export const negative: Operation = (a) => -a;

export const divide: Operation = (a, b) => {
  if (b === 0) throw new NoValue("division by zero");
  return a / b;
};

export const power: Operation = (base, exponent) => {
  if (base === 0 && exponent < 0) throw new NoValue("division by zero");
  return base ** exponent;
};

export const factorial: Operation = (n) => {
  if (n < 0) throw new NoValue("a negative number has no factorial");
  return gammaFactorial(n);
};

/** A logarithm without a base is to base 10, as on a calculator. */
export const logarithm: Operation = (value, base = 10) => Math.log10(value) / Math.log10(base);
