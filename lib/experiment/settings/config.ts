import { projectPath } from "../../files/mod.ts";
import type { Faults, Sampling, Weights } from "../../federated/mod.ts";

/**
 * Everything an experiment depends on; as JSON it is the file of `--config`. Equal configurations give equal
 * results, whatever `workers` and `out` are.
 */
export interface ExperimentConfig {
  /** What is run: "central", a partition's name ("iid", "dirichlet:0.1", …), or "compare" (central, iid, non-iid). */
  readonly experiment: string;
  /** Where the images come from: "ink", "crohme:PATH", … */
  readonly data: string;
  /** A second source, all of whose images are added to those of `data`. */
  readonly moreData?: string;
  /** Number of images drawn at random before the split; all where it is left out. */
  readonly sample?: number;
  /** Line width, in pixels, of images that are drawn from strokes; the source's own where it is left out. */
  readonly penWidth?: number;
  /**
   * "plain": the 82 labels. "reader": the classes that a reader of expressions needs, small and capital letters apart
   * and `no_symbol` among them. "surroundings": the classes of "reader", with what is written around each symbol in a
   * second channel of its image.
   */
  readonly images: "plain" | "reader" | "surroundings";
  /** Distorted copies of each symbol that are trained on beside it; 0 with plain images. */
  readonly copies: number;
  /** A source of test images; all of `data` is trained on then, and `split` has no effect. */
  readonly test?: string;
  /** How test images are set apart: "random:F" or "writer:F" with F the share of test images, or "official". */
  readonly split: string;
  /**
   * The share of the training images that is set apart and tested on in place of the test images: for choosing
   * settings, which must not be done on test images.
   */
  readonly validation?: number;
  /** Whether training images that are in the test set too, or nearly the same, are left out. */
  readonly removeRepeats: boolean;
  /** The network: "original", "linear", "random:D", or "reader", a larger one for reading expressions. */
  readonly network: string;
  /**
   * Where training starts: "ink" or "ink:IMAGES", a model trained on so many images of synthetic handwriting, which is
   * public; or the folder of a saved model. Where it is left out the first weights are drawn at random.
   */
  readonly start?: string;
  /** Number of clients, K in McMahan et al. */
  readonly clients: number;
  /** Rounds of federated training; epochs of central training. */
  readonly rounds: number;
  /** Passes of a client over its images in a round, E in McMahan et al. */
  readonly localEpochs: number;
  /** Images in a training step, B in McMahan et al. */
  readonly batchSize: number;
  /** The clients' optimiser. */
  readonly optimizer: "adam" | "sgd";
  /** The clients' learning rate, η. */
  readonly learningRate: number;
  /** Momentum of the optimiser "sgd"; 0 with "adam". */
  readonly momentum: number;
  /** What the learning rate is multiplied by after each round. */
  readonly learningRateDecay: number;
  /**
   * A client's weight in the mean of a round: "images", its number of images, or "uniform", the same for all. Where it is
   * left out it is "images", or "uniform" where the strategy is defined so.
   */
  readonly weights?: Weights;
  /** What clients and server do: "fedavg", "fedprox:0.01", "fedlc+fedavgm:0.7", a file "./mine.ts", … */
  readonly strategy: string;
  /** Standard deviation of the clients' slants, as horizontal shift for each unit of height. */
  readonly slantSpread: number;
  /** Standard deviation of the clients' line widths, in pixels. */
  readonly penSpread: number;
  /** Share of each client's images that are held out, for measuring the last model's accuracy on them; 0 for none. */
  readonly personalShare: number;
  /** Epochs that each client trains the last model on its other images, after which personal accuracy is measured again. */
  readonly tuningEpochs: number;
  /** The share of the clients that take part in a round, above 0 and up to 1; C in McMahan et al. */
  readonly sampledFraction: number;
  /**
   * How the clients of a round are drawn: "uniform", all alike; "weighted", with chances in proportion to their images;
   * "poisson", each with the same chance and independently of the others.
   */
  readonly sampling: Sampling;
  /** Chance that a client drops out of a round before it has sent its update. */
  readonly dropOut: number;
  /** Share of the clients whose steps take `slowFactor` times as long. */
  readonly slowShare: number;
  /** How many times as long as on other clients a training step takes on a slow one. */
  readonly slowFactor: number;
  /** The least share of its steps that a client does in a round; the share is drawn uniformly from this to 1. */
  readonly leastWork: number;
  /** The codec of the updates sent to the server: "none", "float16", "quantize:4", "top:0.05+feedback", … */
  readonly up: string;
  /**
   * The codec of the model sent to the clients: "none", "float16", "quantize:4", "top:0.05", … What is not sent in a round is
   * always in the next message.
   */
  readonly down: string;
  /** Speed of a client's line to the server in the simulated clock, in megabits a second. */
  readonly uploadMbps: number;
  /** Speed of a client's line from the server in the simulated clock, in megabits a second. */
  readonly downloadMbps: number;
  /** Seconds of the simulated clock until a message's first byte arrives. */
  readonly latency: number;
  /** Standard deviation of the logarithm of the clients' line speeds. */
  readonly lineSpread: number;
  /** Seconds of the simulated clock for a training step. */
  readonly stepSeconds: number;
  /** Whether the server sees only the sum of the updates: secure aggregation. */
  readonly secure: boolean;
  /** Share of the clients that are hostile. */
  readonly hostileShare: number;
  /** What hostile clients do: "sign-flip", "scale:10", "backdoor:3", … */
  readonly attack: string;
  /** Faults, each with the chance that it happens to a client in a round. */
  readonly faults?: Faults;
  /** Seed of everything that is drawn at random. */
  readonly seed: number;
  /** How many seeds are run: `seed`, `seed` + 1, … */
  readonly seeds: number;
  /** Bits of each weight in the saved model. */
  readonly weightBits: 8 | 16 | 32;
  /** Threads that train; one for each core where it is left out. */
  readonly workers?: number;
  /** The folder of the results; where it is left out, `outputFolder` gives one named after the experiment. */
  readonly out?: string;
}

/** The settings that decide which images are loaded. */
export type MaterialSettings = Pick<
  ExperimentConfig,
  "data" | "moreData" | "sample" | "penWidth" | "images" | "copies" | "test" | "seed"
>;

/** The part of a configuration somebody has set: by a file, or by flags. */
export type Settings = Partial<ExperimentConfig>;

/** Where the results go: `out`, or runs/ and the names of the experiment and of a strategy that is not FedAvg. */
export function outputFolder({ out, experiment, strategy }: ExperimentConfig): string {
  const name = strategy === "fedavg" ? experiment : `${experiment}-${strategy}`;
  return out ?? projectPath(`runs/${name.replaceAll(/[^\w=]*[^\w.=][^\w=]*/g, "-")}`);
}

/** Whether a start is public ink: "ink" or "ink:IMAGES"; else it is the folder of a saved model. */
export function isInk(start: string): boolean {
  return /^ink(:|$)/.test(start);
}

/** How many images each client draws, in an experiment in which clients draw their own: "drawn:M". */
export function drawnEach({ experiment }: Pick<ExperimentConfig, "experiment">): number | undefined {
  const [, each] = /^drawn:([1-9]\d*)$/.exec(experiment) ?? [];
  return each === undefined ? undefined : Number(each);
}

/** How many images are trained on: those dealt, or those that all clients would draw. */
export function trainedOn(config: ExperimentConfig, { length }: Uint32Array): number {
  const each = drawnEach(config);
  return each === undefined ? length : each * config.clients;
}

/** Which images are tested on. */
export function testSetOf(config: ExperimentConfig): string {
  const { data, split, test, validation } = config;
  if (drawnEach(config) !== undefined) return data;
  const tested = test ?? `${data}, split ${split}`;
  return validation === undefined ? tested : `validation: ${validation} of the training images of ${tested}`;
}
