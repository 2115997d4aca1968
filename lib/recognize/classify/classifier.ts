import { createEngine } from "../../engine/mod.ts";
import type { SymbolModel } from "./symbol_model.ts";

/** Images passed through the network at once. */
const BATCH = 32;

/** Classifies images of single symbols. */
export interface SymbolClassifier {
  /** What it tells apart, in the order of its outputs. */
  readonly classes: readonly string[];
  /** Values of a pixel of the images it takes: 1, or 2 with the symbol amid its surroundings. */
  readonly channels: number;
  /**
   * The natural logarithms of the probabilities of each class for each image, count × classes.
   *
   * @param images count × 45 × 45 × channels grey values, ink bright, as `Sheet` draws them.
   */
  classify(images: Uint8Array, count: number): Float32Array;
}

/**
 * The classifier that a network computes.
 *
 * @throws {TopologyError} The engine does not know one of its layers.
 */
export async function classifierOf(
  { topology, parameters, classes, channels }: SymbolModel,
): Promise<SymbolClassifier> {
  const engine = await createEngine(topology, { batchSize: BATCH });
  engine.parameters.set(parameters);
  let packed = false;
  return {
    classes,
    channels,
    classify(images, count) {
      const result = new Float32Array(count * classes.length);
      const examples = { images, labels: new Uint8Array(count) };
      for (let from = 0; from < count; from += BATCH) {
        const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => from + i);
        engine.loadBatch(examples, batch);
        engine.evaluate(packed);
        packed = true;
        result.set(engine.logits.subarray(0, batch.length * classes.length), from * classes.length);
      }
      for (let i = 0; i < count; i++) {
        logSoftmax(result.subarray(i * classes.length, (i + 1) * classes.length));
      }
      return result;
    },
  };
}

/** Logits to log-probabilities, in place: x − ln Σ eˣ, the greatest taken out first so that nothing overflows. */
function logSoftmax(values: Float32Array): void {
  const greatest = values.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (const value of values) sum += Math.exp(value - greatest);
  const shift = greatest + Math.log(sum);
  for (let i = 0; i < values.length; i++) values[i] -= shift;
}
