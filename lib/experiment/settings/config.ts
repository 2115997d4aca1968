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
  /** More images, put to those of `data`: all that another source has. */
  readonly moreData?: string;
  /** Images drawn at random before the split; all where it is left out. */
  readonly sample?: number;
  /** Line width in pixels where strokes are drawn; the source's own where it is left out. */
  readonly penWidth?: number;
  /**
   * "plain" images of the 82 labels, or those of a "reader" of expressions: letters in their case, `no_symbol`; with
   * "surroundings" each symbol of a reader's also amid what is around it, in a second channel.
   */
  readonly images: "plain" | "reader" | "surroundings";
  /** With a reader's images: distorted copies of each symbol trained on. */
  readonly copies: number;
  /** A source of test images; all of `data` is trained on then, and `split` has no say. */
  readonly test?: string;
  /** How test images are set apart: "random:F" or "writer:F" with F their share, or "official". */
  readonly split: string;
  /**
   * The share of the training images that is set apart and tested on in place of the test images: for choosing
   * settings, which must not see those.
   */
  readonly validation?: number;
  /** Whether training images that are repeated, or nearly, in the test set are left out. */
  readonly removeRepeats: boolean;
  /** The network: "original", "linear", "random:D", or "reader", the larger one of a reader of expressions. */
  readonly network: string;
  /**
   * What w⁰ is trained on, where it is not drawn at random: "ink" or "ink:IMAGES", synthetic handwriting that nobody
   * must protect, or the folder of a saved model.
   */
  readonly start?: string;
  /** Number of clients, K in McMahan et al. */
  readonly clients: number;
  /** Rounds of federated training; epochs of central training. */
  readonly rounds: number;
  /** Passes of a client over its images in a round, E in McMahan et al. */
  readonly localEpochs: number;
  /** Images a training step, B in McMahan et al. */
  readonly batchSize: number;
  /** The clients' optimiser. */
  readonly optimizer: "adam" | "sgd";
  /** The clients' learning rate, η. */
  readonly learningRate: number;
  /** Momentum of SGD; 0 with Adam. */
  readonly momentum: number;
  /** What the learning rate is multiplied by from round to round. */
  readonly learningRateDecay: number;
  /**
   * What clients weigh in the mean of a round: their "images", or all alike, "uniform"; where it is left out their images,
   * or alike where the strategy is defined so.
   */
  readonly weights?: Weights;
  /** What clients and server do: "fedavg", "fedprox:0.01", "fedlc+fedavgm:0.7", a file "./mine.ts", … */
  readonly strategy: string;
  /** Deviation of the clients' slants: horizontal shift for each unit of height. */
  readonly slantSpread: number;
  /** Deviation of the clients' line widths, in pixels. */
  readonly penSpread: number;
  /** Share of each client's images that personal accuracy is measured on; 0 for none. */
  readonly personalShare: number;
  /** Epochs of local fine-tuning, after which it is measured again. */
  readonly tuningEpochs: number;
  /** The share of clients that take part in a round, above 0 and up to 1; C in McMahan et al. */
  readonly sampledFraction: number;
  /** How they are drawn: all alike, or with chances in proportion to their images. */
  readonly sampling: Sampling;
  /** Chance that a client drops out of a round before it has sent. */
  readonly dropOut: number;
  /** Share of the clients whose steps take `slowFactor` times as long. */
  readonly slowShare: number;
  /** See `slowShare`. */
  readonly slowFactor: number;
  /** A client does a share of its steps in a round, drawn uniformly from this to 1. */
  readonly leastWork: number;
  /** How updates are sent up: "none", "float16", "quantize:4", "top:0.05+feedback", … */
  readonly up: string;
  /** How the model is sent down: the same without "+feedback", which is in it. */
  readonly down: string;
  /** Megabits a second up, of the simulated clock. */
  readonly uploadMbps: number;
  /** Megabits a second down. */
  readonly downloadMbps: number;
  /** Seconds until a message's first byte arrives. */
  readonly latency: number;
  /** Deviation of the logarithm of the clients' line speeds. */
  readonly lineSpread: number;
  /** Seconds of a training step. */
  readonly stepSeconds: number;
  /** Whether the server sees only the sum of the updates: secure aggregation. */
  readonly secure: boolean;
  /** Share of the clients that are hostile. */
  readonly hostileShare: number;
  /** What they do: "sign-flip", "scale:10", "backdoor:3", … */
  readonly attack: string;
  /** What goes wrong, with the chance of each for each client in each round. */
  readonly faults?: Faults;
  /** Seeds all that is drawn. */
  readonly seed: number;
  /** How many seeds are run: `seed`, `seed` + 1, … */
  readonly seeds: number;
  /** Bits of a weight in the saved model. */
  readonly weightBits: 8 | 16 | 32;
  /** Threads that train; one for each core where it is left out. */
  readonly workers?: number;
  /** The folder of the results; `outputFolder` tells where they go without it. */
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

/** Which images are tested on. */
export function testSetOf({ data, split, test, validation }: ExperimentConfig): string {
  const tested = test ?? `${data}, split ${split}`;
  return validation === undefined ? tested : `validation: ${validation} of the training images of ${tested}`;
}
