import { existsSync } from "node:fs";
import { join } from "@std/path";
import { FileError, readBytes, writeWhole, writeWholeText } from "../files/mod.ts";
import type { WeightBits } from "./quantization.ts";
import { decodeModel, encodeModel, type Model, ModelError } from "./saved_model.ts";

/**
 * Writes `folder`/model.json and weights.bin: tfjs's layers format, see `encodeModel`. However the writing is broken off,
 * the folder never holds half a model: model.json, without which there is none, comes last.
 *
 * @param bits Of a weight; fewer make a smaller, slightly different network. Default 32.
 * @throws {WriteError} It cannot be written.
 */
export async function saveModel(folder: string, model: Model, bits: WeightBits = 32): Promise<void> {
  const { json, weights } = encodeModel(model, bits);
  const path = join(folder, "model.json");
  await Deno.mkdir(folder, { recursive: true });
  // An older model's would describe other weights.
  if (existsSync(path)) await Deno.remove(path);
  writeWhole(join(folder, "weights.bin"), ...weights);
  writeWholeText(path, json);
}

/**
 * Reads a model saved by `saveModel`, or by tfjs if its layers are supported: at most 4 MiB of model.json and 128 MiB
 * of weights.
 *
 * @throws {ModelError} A file is missing, damaged or too large, the weights do not fit the layers or are not finite.
 * @throws {TopologyError} The engine does not know one of its layers.
 */
export function loadModel(folder: string): Promise<Model> {
  const pathOf = (name: string) => join(folder, name);
  return decodeModel({
    pathOf,
    read(name, most) {
      try {
        return readBytes(pathOf(name), most);
      } catch (error) {
        throw error instanceof FileError ? new ModelError(error.message) : error;
      }
    },
  });
}
