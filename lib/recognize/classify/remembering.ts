import { IMAGE_BYTES } from "../../drawing/mod.ts";
import type { SymbolClassifier } from "./classifier.ts";

/** A byte is one letter, each another. */
const LETTERS = new TextDecoder("windows-1252");

/**
 * A classifier that classifies no image twice: most parts of a picture are looked at alone, then again among the groups.
 * What an image is does not depend on the images it is classified with. All images are kept, so make one for each picture.
 */
export function remembering({ classes, channels, classify }: SymbolClassifier): SymbolClassifier {
  const known = new Map<string, Float32Array>();
  const bytes = IMAGE_BYTES * channels;
  return {
    classes,
    channels,
    classify(images, count) {
      const imageAt = (i: number) => images.subarray(i * bytes, (i + 1) * bytes);
      const keys = Array.from({ length: count }, (_, i) => LETTERS.decode(imageAt(i)));
      const fresh = new Map(keys.map((key, i) => [key, i]));
      for (const key of known.keys()) fresh.delete(key);
      const unseen = new Uint8Array(fresh.size * bytes);
      [...fresh.values()].forEach((i, n) => unseen.set(imageAt(i), n * bytes));
      const scores = classify(unseen, fresh.size);
      [...fresh.keys()].forEach((key, n) =>
        known.set(key, scores.subarray(n * classes.length, (n + 1) * classes.length))
      );
      const result = new Float32Array(count * classes.length);
      keys.forEach((key, i) => result.set(known.get(key)!, i * classes.length));
      return result;
    },
  };
}
