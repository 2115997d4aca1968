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
  /** "plain" images of the 82 labels, or those of a "reader" of expressions: letters in their case, `no_symbol`. */
  readonly images: "plain" | "reader";
  /** With a reader's images: distorted copies of each symbol trained on. */
  readonly copies: number;
  /** A source of test images; all of `data` is trained on then, and `split` has no say. */
  readonly test?: string;
  /** How test images are set apart: "random:F" or "writer:F" with F their share, or "official". */
  readonly split: string;
  /** Whether training images that are repeated, or nearly, in the test set are left out. */
  readonly removeRepeats: boolean;
  /** The original's network, or the larger one of a reader of expressions. */
  readonly network: "original" | "reader";
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
  /** What the learning rate is multiplied by after each round. */
  readonly learningRateDecay: number;
  /** Momentum of SGD; 0 with Adam. */
  readonly momentum: number;
  /** How the server makes one model of the clients'. */
  readonly strategy: "fedavg";
  /** The share of clients that take part in a round, above 0 and up to 1; C in McMahan et al. */
  readonly sampledFraction: number;
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

/** The part of a configuration somebody has set: by a file, or by flags. */
export type Settings = Partial<ExperimentConfig>;

const DEFAULTS: Omit<ExperimentConfig, "experiment" | "learningRate"> = {
  data: "ink",
  images: "plain",
  copies: 0,
  split: "random:0.1",
  removeRepeats: false,
  network: "original",
  clients: 10,
  rounds: 20,
  localEpochs: 1,
  batchSize: 32,
  optimizer: "adam",
  learningRateDecay: 1,
  momentum: 0,
  strategy: "fedavg",
  sampledFraction: 1,
  seed: 1,
  seeds: 1,
  weightBits: 32,
};

/** Images made by `ink`, which has as many as are asked for, where `sample` is left out. */
const INK_SAMPLE = 10_000;

/** Learning rates where none is set: Adam's own default, and a usual one for SGD on this network. */
const LEARNING_RATES: Readonly<Record<ExperimentConfig["optimizer"], number>> = { adam: 1e-3, sgd: 0.05 };

/** The whole configuration: what was set, and for the rest the defaults. */
export function completeConfig(settings: Settings & Pick<ExperimentConfig, "experiment">): ExperimentConfig {
  const { experiment, ...rest } = settings;
  const { data, optimizer } = { ...DEFAULTS, ...rest };
  return {
    experiment,
    ...DEFAULTS,
    learningRate: LEARNING_RATES[optimizer],
    ...(data === "ink" && { sample: INK_SAMPLE }),
    ...rest,
  };
}

/** Where the results go: `out`, or runs/ and the experiment's name. */
export function outputFolder({ out, experiment }: ExperimentConfig): string {
  return out ?? `runs/${experiment.replace(":", "-")}`;
}
