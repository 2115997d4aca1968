import { allIndices } from "../../numbers/mod.ts";
import { type Random, stream } from "../../random/mod.ts";
import { type Codec, type CodecForm, keptCount } from "./codec.ts";

/**
 * ⌈share · n⌉ values at random places, the rest as 0: Konečný et al. 2016 (arXiv 1610.05492), "random mask". The
 * message: the seed of the places in four bytes, then the values as 32-bit floats; the receiver draws the same places.
 *
 * @param share Of the values kept, above 0 and up to 1.
 * @param form Unbiased: the receiver multiplies by n / k. Contracting: it takes them as they are.
 */
export function randomK(share: number, form: CodecForm): Codec {
  return {
    encode(values, random) {
      const count = keptCount(share, values.length);
      const seed = Math.floor(random() * 2 ** 32);
      const message = new Uint8Array(4 + 4 * count);
      new Uint32Array(message.buffer, 0, 1)[0] = seed;
      const sent = new Float32Array(message.buffer, 4, count);
      drawPlaces(values.length, count, stream(seed, "places")).forEach((place, i) => sent[i] = values[place]);
      return message;
    },
    decode(message, length) {
      const count = keptCount(share, length);
      const [seed] = new Uint32Array(message.buffer, 0, 1);
      const sent = new Float32Array(message.buffer, 4, count);
      const factor = form === "unbiased" ? length / count : 1;
      const values = new Float32Array(length);
      drawPlaces(length, count, stream(seed, "places")).forEach((place, i) =>
        values[place] = factor * sent[i]
      );
      return values;
    },
  };
}

/** `count` different places of n, in the order drawn: the first steps of Fisher and Yates's shuffle. */
function drawPlaces(n: number, count: number, random: Random): Uint32Array {
  const places = allIndices(n);
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (n - i));
    const place = places[j];
    places[j] = places[i];
    places[i] = place;
  }
  return places.subarray(0, count);
}
