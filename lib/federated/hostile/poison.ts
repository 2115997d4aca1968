import type { Examples } from "../../engine/mod.ts";
import { shuffle, stream } from "../../random/mod.ts";
import type { Attack } from "./attack.ts";

/** What a client trains on. */
export interface TrainingData {
  /** Images and labels. */
  readonly examples: Examples;
  /** Indices of the images that it trains on. */
  readonly indices: Uint32Array;
}

/** What a hostile client trains on; its own images if the attack does not change images. */
export function poison(
  attack: Attack,
  { examples, indices }: TrainingData,
  classes: number,
  seed: number,
  client: number,
): TrainingData {
  switch (attack.kind) {
    case "label-flip": {
      const own = copyOf(examples, indices);
      own.labels.forEach((label, i) => own.labels[i] = flipped(label, classes));
      return { examples: own, indices: indices.map((_, i) => i) };
    }
    case "backdoor": {
      const own = copyOf(examples, indices), places = indices.map((_, i) => i);
      const chosen = shuffle(places.slice(), stream(seed, "backdoor", client)).subarray(
        0,
        indices.length >> 1,
      );
      for (const i of chosen) {
        mark(own.images, i, own.images.length / indices.length);
        own.labels[i] = attack.target;
      }
      return { examples: own, indices: places };
    }
    default:
      return { examples, indices };
  }
}

/** The label that replaces a flipped label. */
export function flipped(label: number, classes: number): number {
  return classes - 1 - label;
}

/** Puts the backdoor's mark on image i: a bright square of a tenth of the side in the upper left corner. */
export function mark(images: Uint8Array, i: number, imageBytes: number): void {
  const side = Math.round(Math.sqrt(imageBytes)), width = Math.max(1, Math.round(side / 10));
  for (let y = 0; y < width; y++) {
    images.fill(255, i * imageBytes + y * side, i * imageBytes + y * side + width);
  }
}

/** Copies of the images and labels at these indices. */
export function copyOf({ images, labels }: Examples, indices: Uint32Array): Examples {
  const imageBytes = images.length / labels.length;
  const own = { images: new Uint8Array(indices.length * imageBytes), labels: new Uint8Array(indices.length) };
  indices.forEach((index, i) => {
    own.images.set(images.subarray(index * imageBytes, (index + 1) * imageBytes), i * imageBytes);
    own.labels[i] = labels[index];
  });
  return own;
}
