/**
 * Writes the benchmarks' images where peers read them: images.bin (n × 45 × 45 grey bytes), labels.bin (n class
 * indices), split.json (classes, and image indices to train on, to test on and of each client).
 * @module
 */
import { join } from "@std/path";
import { loadMaterial } from "../material.ts";
import { readOptions } from "../options.ts";

/** Where the peers look. */
export const DATA_FOLDER: string = join(import.meta.dirname!, "data");

/** Flags: `--images`, `--clients`. */
export async function main(args: readonly string[]): Promise<void> {
  const { images, clients } = readOptions(args, { images: 10_000, clients: 10 });
  const { dataset, train, test, partition } = await loadMaterial(images, clients);
  await Deno.mkdir(DATA_FOLDER, { recursive: true });
  await Deno.writeFile(join(DATA_FOLDER, "images.bin"), dataset.images);
  await Deno.writeFile(join(DATA_FOLDER, "labels.bin"), dataset.labels);
  const split = {
    classes: dataset.classes.length,
    train: [...train],
    test: [...test],
    clients: partition.map((indices) => [...indices]),
  };
  await Deno.writeTextFile(join(DATA_FOLDER, "split.json"), JSON.stringify(split));
}

if (import.meta.main) await main(Deno.args);
