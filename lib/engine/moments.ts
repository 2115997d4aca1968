import type { Engine } from "./engine.ts";
import { type Examples, type ImageReader, openExamples } from "./examples.ts";
import { instantiateKernels } from "./kernels.ts";
import { arena } from "./memory.ts";
import { roundUp } from "./operation.ts";

/** How many images' products are summed in single precision before they are added in double precision. */
const CHUNK = 256;

/** Sums over images of their features F (D of them, what enters the last layer) and labels Y (one of C). */
export interface Moments {
  /** FᵀF, what lies on and above its diagonal, row by row: D (D + 1) / 2 values. */
  readonly gram: Float32Array;
  /** YᵀF: the sum of the features of each class's images, C × D. */
  readonly classSums: Float32Array;
  /** How many images each class has, C. */
  readonly counts: Float32Array;
}

/** The moments of the images at `indices`, by the engine's parameters and without dropout. */
export async function featureMoments(
  engine: Engine,
  examples: Examples | ImageReader,
  indices: Uint32Array,
): Promise<Moments> {
  const { batchSize, classes, features } = engine;
  const reader = "read" in examples ? examples : await openExamples(examples);
  const depth = features.length / batchSize;
  const gram = new Float64Array(depth * (depth + 1) / 2);
  const classSums = new Float64Array(classes * depth), counts = new Float32Array(classes);
  const products = await productsOf(engine, depth);
  let waiting = 0;
  for (let from = 0; from < indices.length; from += batchSize) {
    const batch = indices.subarray(from, from + batchSize);
    engine.loadBatch(examples, batch);
    engine.evaluate(from > 0);
    if (waiting + batch.length > products.room) {
      products.addTo(gram, waiting);
      waiting = 0;
    }
    products.x.set(features.subarray(0, batch.length * depth), waiting * depth);
    waiting += batch.length;
    batch.forEach((index, i) => {
      const label = reader.label(index);
      counts[label]++;
      for (let j = 0; j < depth; j++) classSums[label * depth + j] += features[i * depth + j];
    });
  }
  products.addTo(gram, waiting);
  return { gram: Float32Array.from(gram), classSums: Float32Array.from(classSums), counts };
}

/** Memory for some images' features and the sum of their products, with kernels of its own; freed afterwards. */
async function productsOf({ simd, batchSize }: Engine, depth: number) {
  const kernels = await instantiateKernels(simd);
  const { allocate } = arena(kernels);
  const room = Math.max(CHUNK, batchSize);
  const x = allocate(4 * room * depth), panels = allocate(4 * room * roundUp(depth, 8));
  const g = allocate(4 * depth * depth);
  const { buffer } = kernels.memory;
  const product = new Float32Array(buffer, g, depth * depth);
  return {
    room,
    x: new Float32Array(buffer, x, room * depth),
    /** Adds FᵀF of the first `images` rows. */
    addTo(gram: Float64Array, images: number): void {
      kernels.gram(x, g, images, depth, panels);
      for (let i = 0, at = 0; i < depth; i++) {
        for (let j = i; j < depth; j++) gram[at++] += product[i * depth + j];
      }
    },
  };
}
