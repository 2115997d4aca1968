import { IMAGE_SIZE, READER_CHANNELS } from "../../drawing/mod.ts";
import { layersOf, type Model, ModelError } from "../../model/portable.ts";

/** A model that takes images of symbols. */
export interface SymbolModel extends Model {
  /** Values of a pixel of its images. */
  readonly channels: number;
}

/**
 * A model that takes images of symbols: 45 × 45 grey pixels, or pixels of two channels as a reader's.
 *
 * @param from Where the model was read, for messages.
 * @throws {ModelError} The model takes something else.
 * @throws {TopologyError} The engine does not know one of its layers.
 */
export function symbolModelOf(model: Model, from: string): SymbolModel {
  const { input } = layersOf(model.topology)[0];
  const channels = input[2] ?? 1;
  if (input[0] !== IMAGE_SIZE || input[1] !== IMAGE_SIZE || channels < 1 || channels > READER_CHANNELS) {
    throw new ModelError(
      `${from}: its network takes [${input}], images of symbols are [${IMAGE_SIZE},${IMAGE_SIZE},1], ` +
        `those of a reader [${IMAGE_SIZE},${IMAGE_SIZE},${READER_CHANNELS}]`,
    );
  }
  return { ...model, channels };
}
