import { assertEquals } from "@std/assert";
import { IMAGE_BYTES } from "../../lib/drawing/mod.ts";
import { remembering } from "../../lib/recognize/classify/remembering.ts";

/** Says of each image the sum of its bytes and the first of them; notes how many images it was shown at a time. */
function summing(channels: number) {
  const shown: number[] = [], bytes = channels * IMAGE_BYTES;
  return {
    shown,
    classes: ["a", "b"],
    channels,
    classify(images: Uint8Array, count: number) {
      shown.push(count);
      const image = (i: number) => images.subarray(i * bytes, (i + 1) * bytes);
      return Float32Array.from(
        { length: 2 * count },
        (_, i) => i % 2 ? image(i >> 1)[0] : image(i >> 1).reduce((a, b) => a + b, 0),
      );
    },
  };
}

/** An image that is blank but for its last byte. */
const images = (channels: number, last: readonly number[]) => {
  const bytes = channels * IMAGE_BYTES, all = new Uint8Array(last.length * bytes);
  last.forEach((value, i) => all[(i + 1) * bytes - 1] = value);
  return all;
};

for (const channels of [1, 2]) {
  Deno.test(`images of ${channels} channels are classified once, and each has its own scores`, () => {
    const classifier = summing(channels), remembers = remembering(classifier);
    const scores = (...last: number[]) =>
      [...remembers.classify(images(channels, last), last.length)].filter((_, i) => i % 2 === 0);
    assertEquals(scores(7, 9, 7), [7, 9, 7]);
    assertEquals(scores(9, 8, 7, 6), [9, 8, 7, 6]);
    assertEquals(scores(), []);
    // 128 to 159 are letters of their own too.
    const all = Array.from({ length: 256 }, (_, i) => i);
    assertEquals(scores(...all), all);
    assertEquals(classifier.shown.filter((count) => count > 0), [2, 2, 252]);
  });
}
