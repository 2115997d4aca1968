import type { ParameterLayout } from "../model/portable.ts";
import { sumOf } from "../numbers/mod.ts";

/** What clients train of the parameters: an update is 0 elsewhere and not sent there. */
export interface TrainedPart {
  /** Number of parameters in it. */
  readonly length: number;
  /** The part of a vector as long as the parameters. */
  pick(whole: Float64Array): Float64Array;
  /** A vector as long as the parameters that is `part` there and 0 elsewhere. */
  place(part: Float64Array): Float64Array;
  /** The next parameters, with all that is not in the part as it was: whatever the server's noise would do to it. */
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
