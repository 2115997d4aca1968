import { type Dataset, loadData, trainTestSplit } from "../lib/data/mod.ts";
import { originalNetwork, type Topology } from "../lib/model/mod.ts";
import { iid, type Partition } from "../lib/partition/mod.ts";

/** Decides images, split and partition. */
export const SEED = 1;

/** What every benchmark trains: the original's network on drawn ink, a tenth of it to test. */
export interface Material {
  /** The images. */
  readonly dataset: Dataset;
  /** The network. */
  readonly topology: Topology;
  /** Indices of the training images. */
  readonly train: Uint32Array;
  /** Indices of the test images. */
  readonly test: Uint32Array;
  /** The training images dealt to clients at random. */
  readonly partition: Partition;
}

/** The same images, split and partition each time, so that peers can train on them as well. */
export async function loadMaterial(images: number, clients: number): Promise<Material> {
  const { dataset } = await loadData("ink", { seed: SEED, count: images });
  const { train, test } = trainTestSplit(dataset, { kind: "random", fraction: 0.1 }, SEED);
  const topology = originalNetwork({ classes: dataset.classes.length });
  return { dataset, topology, train, test, partition: iid(train, { clients, seed: SEED }) };
}
