/**
 * Writes what the benchmarks train on where peers read it: images.bin (n × 45 × 45 grey bytes), labels.bin (n class
 * indices), weights.bin (the initial weights, one array after the other as float32: kernels height × width × in × out,
 * dense layers in × out), split.json (classes, image indices to train on, to test on and of each client, and the
 * weights' shapes).
 * @module
 */
import { join } from "@std/path";
import { initialModel } from "../../lib/federated/mod.ts";
import { layersOf, parameterLayout } from "../../lib/model/mod.ts";
import { loadMaterial, SEED } from "../material.ts";
import { readOptions } from "../options.ts";

/** Where the peers look. */
export const DATA_FOLDER: string = join(import.meta.dirname!, "data");

const BATCH_SIZE = 32;

/** Flags: `--images`, `--clients`. */
export async function main(args: readonly string[]): Promise<void> {
  const { images, clients } = readOptions(args, { images: 10_000, clients: 10 });
  const { dataset, topology, train, test, partition } = await loadMaterial(images, clients);
  await Deno.mkdir(DATA_FOLDER, { recursive: true });
  await Deno.writeFile(join(DATA_FOLDER, "images.bin"), dataset.images);
  await Deno.writeFile(join(DATA_FOLDER, "labels.bin"), dataset.labels);
  const weights = initialModel({ topology, batchSize: BATCH_SIZE }, SEED);
  await Deno.writeFile(
    join(DATA_FOLDER, "weights.bin"),
    new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength),
  );
  const split = {
    classes: dataset.classes.length,
    train: [...train],
    test: [...test],
    clients: partition.map((indices) => [...indices]),
    shapes: parameterLayout(layersOf(topology)).map(({ shape }) => shape),
  };
  await Deno.writeTextFile(join(DATA_FOLDER, "split.json"), JSON.stringify(split));
}

if (import.meta.main) await main(Deno.args);
