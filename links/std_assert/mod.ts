/**
 * The part of `jsr:@std/assert` that this project uses, over `node:assert`, for machines that do not reach
 * JSR. Deleting `links` from deno.json uses JSR's own.
 * @module
 */
import * as node from "node:assert";

/** As this module uses it; its types name `undefined` messages differently from version to version. */
interface NodeAssert {
  ok(value: unknown, message?: string): void;
  deepStrictEqual(actual: unknown, expected: unknown, message?: string): void;
  notDeepStrictEqual(actual: unknown, expected: unknown, message?: string): void;
  match(text: string, expected: RegExp, message?: string): void;
}
const nodeAssert = node as unknown as NodeAssert;

/** Fails unless `condition` is truthy. */
export function assert(condition: unknown, message?: string): asserts condition {
  nodeAssert.ok(condition, message);
}

/** Fails unless both values are deeply and strictly equal. */
export function assertEquals<T>(actual: T, expected: T, message?: string): void {
  nodeAssert.deepStrictEqual(actual, expected, message);
}

/** Fails where both values are deeply and strictly equal. */
export function assertNotEquals<T>(actual: T, expected: T, message?: string): void {
  nodeAssert.notDeepStrictEqual(actual, expected, message);
}

/** Fails unless |actual − expected| ≤ tolerance (default 1e-7). */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance = 1e-7,
  message?: string,
): void {
  if (Object.is(actual, expected)) return;
  const gap = Math.abs(actual - expected);
  nodeAssert.ok(
    gap <= tolerance,
    message ?? `${actual} is not within ${tolerance} of ${expected} (off by ${gap})`,
  );
}

/** Fails unless `actual` contains `expected`. */
export function assertStringIncludes(actual: string, expected: string, message?: string): void {
  nodeAssert.ok(actual.includes(expected), message ?? `"${actual}" does not contain "${expected}"`);
}

/** Fails unless `actual` matches `expected`. */
export function assertMatch(actual: string, expected: RegExp, message?: string): void {
  nodeAssert.match(actual, expected, message);
}

// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error> = new (...args: any[]) => E;

function checkError<E extends Error>(error: unknown, errorClass?: ErrorClass<E>, includes?: string): E {
  if (!(error instanceof Error)) throw new Error(`a non-error was thrown: ${error}`);
  if (errorClass) {
    nodeAssert.ok(
      error instanceof errorClass,
      `expected ${errorClass.name}, got ${error.name}: ${error.message}`,
    );
  }
  if (includes !== undefined) assertStringIncludes(error.message, includes);
  return error as E;
}

/** Fails unless `run` throws; returns the error. */
export function assertThrows<E extends Error = Error>(
  run: () => unknown,
  errorClass?: ErrorClass<E>,
  includes?: string,
): E {
  let error: unknown;
  try {
    run();
  } catch (caught) {
    error = caught;
  }
  nodeAssert.ok(error !== undefined, "expected an error, none was thrown");
  return checkError(error, errorClass, includes);
}

/** Fails unless the promise of `run` rejects; returns the error. */
export async function assertRejects<E extends Error = Error>(
  run: () => PromiseLike<unknown>,
  errorClass?: ErrorClass<E>,
  includes?: string,
): Promise<E> {
  let error: unknown;
  try {
    await run();
  } catch (caught) {
    error = caught;
  }
  nodeAssert.ok(error !== undefined, "expected a rejection, the promise was fulfilled");
  return checkError(error, errorClass, includes);
}
