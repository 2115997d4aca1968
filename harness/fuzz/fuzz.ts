import { stream } from "../../lib/random/mod.ts";
import { mutate } from "./mutate.ts";
import type { Target } from "./target.ts";

/** The longest that a case may take, in seconds. */
export const LONGEST = 5;

/** A case that was not dealt with as it must be. */
export interface Failure {
  /** Its number: the seed and it give the case again. */
  readonly number: number;
  /** What happened. */
  readonly what: string;
}

/** What came of the cases of a target. */
export interface FuzzReport {
  /** How many were read without an error. */
  readonly read: number;
  /** How many were refused in words. */
  readonly refused: number;
  /** The others. */
  readonly failures: readonly Failure[];
  /** Seconds the slowest took. */
  readonly slowest: number;
}

/** Case `number` of a target: the same for the same seed. The first are the inputs as they are. */
export function caseOf(
  target: Target,
  inputs: readonly Uint8Array[],
  seed: number,
  number: number,
): Uint8Array<ArrayBuffer> {
  if (number < inputs.length) return new Uint8Array(inputs[number]);
  const random = stream(seed, target.name, number);
  return mutate(inputs[Math.floor(random() * inputs.length)], target.tokens, inputs, random);
}

/**
 * Lets a target read cases.
 *
 * @param beginning Told of each case's number before it is read: who watches sees which one hangs.
 */
export async function fuzz(
  target: Target,
  cases: number,
  seed: number,
  beginning: (number: number) => void = () => {},
): Promise<FuzzReport> {
  const inputs = await target.inputs();
  const failures: Failure[] = [];
  let read = 0, refused = 0, slowest = 0;
  for (let number = 0; number < cases; number++) {
    const bytes = caseOf(target, inputs, seed, number);
    beginning(number);
    const start = performance.now();
    try {
      await target.read(bytes);
      read++;
    } catch (error) {
      const { message = "", stack } = error as Error;
      if (!target.refusals.some((kind) => error instanceof kind)) {
        failures.push({ number, what: `${stack ?? error}`.slice(0, 600) });
      } else if (number < inputs.length) {
        failures.push({ number, what: `a right input is refused: ${message}` });
      } else if (message.trim() === "") failures.push({ number, what: "refused without words" });
      else refused++;
    }
    const seconds = (performance.now() - start) / 1000;
    slowest = Math.max(slowest, seconds);
    if (seconds > LONGEST) failures.push({ number, what: `took ${seconds.toFixed(1)} s` });
  }
  return { read, refused, failures, slowest };
}
