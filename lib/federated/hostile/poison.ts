import type { Examples, ImageReader, StreamedExamples } from "../../engine/mod.ts";
import { permutation, stream } from "../../random/mod.ts";
import type { Attack } from "./attack.ts";

/** What a client trains on. */
export interface TrainingData {
  /** Images and labels, held or streamed. */
  readonly examples: Examples | StreamedExamples;
  /** Indices of the images that it trains on. */
  readonly indices: Uint32Array;
  /** The label of each of these, in their order. */
  readonly labels: Uint8Array;
}

/**
 * What a hostile client trains on; its own images if the attack does not change images.
 *
 * @param images Reads its own images.
 */
export function poison(
  attack: Attack,
  own: TrainingData,
  images: ImageReader,
  classes: number,
  seed: number,
  client: number,
): TrainingData {
  switch (attack.kind) {
    case "label-flip": {
      const copy = copyOf(images, own.indices);
      copy.labels.forEach((label, i) => copy.labels[i] = flipped(label, classes));
      return allOf(copy);
    }
    case "backdoor": {
      const copy = copyOf(images, own.indices),
        places = permutation(
          copy.labels.length,
          stream(seed, "backdoor", client),
        );
      for (const i of places.subarray(0, places.length >> 1)) {
        mark(copy.images, i, images.imageBytes);
        copy.labels[i] = attack.target;
      }
      return allOf(copy);
    }
    default:
      return own;
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
export function copyOf({ imageBytes, read, label }: ImageReader, indices: Uint32Array): Examples {
  const images = new Uint8Array(indices.length * imageBytes);
  indices.forEach((index, i) => read(index, images.subarray(i * imageBytes, (i + 1) * imageBytes)));
  return { images, labels: Uint8Array.from(indices, label) };
}

/** All images of a copy. */
function allOf(examples: Examples): TrainingData {
  return { examples, indices: Uint32Array.from(examples.labels.keys()), labels: examples.labels };
}
