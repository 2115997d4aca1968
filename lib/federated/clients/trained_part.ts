import type { ParameterLayout } from "../../model/portable.ts";
import { sumOf } from "../../numbers/mod.ts";

/** The parameters that clients train. An update is 0 for all others, which are not sent. */
export interface TrainedPart {
  /** How many parameters are trained. */
  readonly length: number;
  /** The values of the trained parameters, from a vector as long as all parameters. */
  pick(whole: Float64Array): Float64Array;
  /** A vector as long as all parameters: `part` for the trained ones, 0 for the others. */
  place(part: Float64Array): Float64Array;
  /** The next parameters, with those that are not trained as they were before: the server's noise must not change them. */
  keepRest(before: Float32Array, next: Float32Array): Float32Array;
}

/** All parameters but those of the frozen layers. */
export function trainedPart(layout: ParameterLayout, frozen: readonly string[]): TrainedPart {
  const count = (slots: ParameterLayout) => sumOf(slots, ({ length }) => length);
  const slots = layout.filter(({ name }) => !frozen.includes(name.split("/")[0]));
  const whole = count(layout), length = count(slots);
  if (length === whole) {
    return { length, pick: (vector) => vector, place: (vector) => vector, keepRest: (_, next) => next };
  }
  return {
    length,
    pick(vector) {
      const part = new Float64Array(length);
      let at = 0;
      for (const { offset, length } of slots) {
        part.set(vector.subarray(offset, offset + length), at);
        at += length;
      }
      return part;
    },
    place(part) {
      const vector = new Float64Array(whole);
      let at = 0;
      for (const { offset, length } of slots) vector.set(part.subarray(at, at += length), offset);
      return vector;
    },
    keepRest(before, next) {
      const kept = before.slice();
      for (const { offset, length } of slots) kept.set(next.subarray(offset, offset + length), offset);
      return kept;
    },
  };
}
