import { allIndices, DataError, type Dataset, loadData, sample, size } from "../lib/data/mod.ts";
import { parsePartition } from "../lib/partition/mod.ts";
import { arrange, checkedConfig, deal, type ExperimentConfig, loadMaterial } from "../lib/experiment/mod.ts";
import { UsageError } from "../lib/errors/mod.ts";

/** The name of an experiment whose nodes train on all of their own images; any other names a partition. */
export const OWN_IMAGES = "own-images";

/** Draws a node's sample: with the server's seed it would be another each time, and all images in the end. */
const OWN_SEED = 1;

/** What a node has: decided on its machine, never by the server. */
export interface NodeData {
  /** Its source of images. */
  readonly data: string;
  /** How many of them. */
  readonly sample?: number;
}

/** The images a node trains on. */
export interface OwnImages {
  readonly examples: Dataset;
  readonly indices: Uint32Array;
}

/**
 * A node's images: all that its source has, or, where the experiment deals one set of images that every node can
 * make, the part of that number. Which images there are the node says; the server's word for them must be the same.
 *
 * @throws {UsageError} A partition of other images than the node's, or no such part.
 * @throws {DataError} A label that the network has no output for.
 */
export async function ownImages(
  node: NodeData,
  config: ExperimentConfig,
  classes: readonly string[],
  part: number | undefined,
): Promise<OwnImages> {
  if (config.experiment === OWN_IMAGES) {
    const { dataset } = await loadData(node.data, { seed: config.seed, count: node.sample });
    const examples = withClasses(dataset, classes);
    const indices = node.sample === undefined
      ? allIndices(size(examples))
      : sample(examples, node.sample, OWN_SEED);
    return { examples, indices };
  }
  parsePartition(config.experiment);
  if (part === undefined) throw new UsageError(`this node holds no part of a partition: join with --part`);
  const own = checkedConfig({ experiment: config.experiment, ...node });
  if (config.data !== own.data) {
    throw new UsageError(`this node's images are ${own.data}, the experiment deals ${config.data}`);
  }
  if (config.sample !== own.sample) {
    throw new UsageError(
      `this node deals ${own.sample ?? "all"} images, the experiment ${
        config.sample ?? "all"
      }: join with its --sample`,
    );
  }
  if (config.moreData !== undefined) {
    throw new UsageError(`this node's images are ${own.data} alone, the experiment adds ${config.moreData}`);
  }
  const material = await loadMaterial({ ...config, test: undefined });
  const { train } = arrange(config, material, config.seed);
  const { examples, partition } = await deal(config, material.data, train, config.experiment, config.seed);
  if (part >= partition.length) {
    throw new UsageError(`there are ${partition.length} parts, got number ${part}`);
  }
  return { examples: withClasses(examples, classes), indices: partition[part] };
}

/** The images with their labels numbered as in `classes`. */
function withClasses(dataset: Dataset, classes: readonly string[]): Dataset {
  if (String(dataset.classes) === String(classes)) return dataset;
  const present = new Set(dataset.labels);
  const numbers = dataset.classes.map((name, label) => {
    const number = classes.indexOf(name);
    if (number < 0 && present.has(label)) throw new DataError(`the network knows no symbol "${name}"`);
    return Math.max(0, number);
  });
  const labels = new Uint8Array(new SharedArrayBuffer(dataset.labels.length));
  dataset.labels.forEach((label, i) => labels[i] = numbers[label]);
  return { ...dataset, labels, classes };
}
