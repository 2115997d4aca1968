import type { ExperimentConfig } from "./config.ts";

/** A flag of the command line. */
export interface Flag {
  /** Its name, without the leading dashes. */
  readonly flag: string;
  /** What stands for its value in the help; a flag without one is a switch. */
  readonly value?: "N" | "NUMBER" | "TEXT" | "SOURCE" | "SPLIT" | "NAME" | "CODEC" | "FILE" | "FOLDER";
  /** What it sets, with the default in brackets. */
  readonly help: string;
}

/** The flag of each key of the configuration; `experiment` is the command's argument. */
export const FLAGS: Readonly<Record<Exclude<keyof ExperimentConfig, "experiment">, Flag>> = {
  data: {
    flag: "data",
    value: "SOURCE",
    help: "images: NAME or NAME:PATH; `deno task data list` has them (ink)",
  },
  moreData: { flag: "more-data", value: "SOURCE", help: "more images, put to those of --data (none)" },
  sample: { flag: "sample", value: "N", help: "images drawn before the split (10000 of ink, all of others)" },
  penWidth: {
    flag: "pen-width",
    value: "NUMBER",
    help: "line width in pixels of drawn strokes (the source's)",
  },
  images: {
    flag: "images",
    value: "NAME",
    help: "plain; reader: as a reader of expressions sees them; or surroundings: and what is around (plain)",
  },
  copies: { flag: "copies", value: "N", help: "distorted copies of each symbol, of a reader's images (0)" },
  test: {
    flag: "test",
    value: "SOURCE",
    help: "test images; all of --data is trained on (those of --split)",
  },
  split: {
    flag: "split",
    value: "SPLIT",
    help: "official, random:F or writer:F; F is the share tested on (random:0.1)",
  },
  validation: {
    flag: "validation",
    value: "NUMBER",
    help: "share of training images to test on instead of the test images, to choose settings by (none)",
  },
  removeRepeats: { flag: "remove-repeats", help: "leave out training images repeated in the test set (no)" },
  network: {
    flag: "network",
    value: "NAME",
    help: "original, linear, random:D or reader, see below (original)",
  },
  start: {
    flag: "start",
    value: "SOURCE",
    help: "what the network starts from: ink, ink:IMAGES or a saved model's folder (nothing)",
  },
  clients: { flag: "clients", value: "N", help: "clients (10)" },
  rounds: { flag: "rounds", value: "N", help: "rounds; epochs of central training (20)" },
  localEpochs: { flag: "local-epochs", value: "N", help: "epochs each client trains in a round (1)" },
  batchSize: { flag: "batch", value: "N", help: "images a training step (32)" },
  optimizer: { flag: "optimizer", value: "NAME", help: "adam or sgd (adam)" },
  learningRate: { flag: "lr", value: "NUMBER", help: "learning rate (0.001 for adam, 0.05 for sgd)" },
  momentum: { flag: "momentum", value: "NUMBER", help: "momentum of sgd (0)" },
  learningRateDecay: { flag: "lr-decay", value: "NUMBER", help: "factor of --lr from round to round (1)" },
  strategy: { flag: "strategy", value: "NAME", help: "what clients and server do, see below (fedavg)" },
  weights: {
    flag: "weights",
    value: "NAME",
    help:
      "what clients weigh in a round's mean: images or uniform (images; alike where the strategy says so)",
  },
  sampledFraction: { flag: "sampled", value: "NUMBER", help: "share of clients taking part in a round (1)" },
  slantSpread: { flag: "slant-spread", value: "NUMBER", help: "deviation of the clients' slants (0)" },
  penSpread: {
    flag: "pen-spread",
    value: "NUMBER",
    help: "deviation of the clients' line widths, pixels (0)",
  },
  personalShare: {
    flag: "personal-share",
    value: "NUMBER",
    help: "share of each client's images it is tested on itself, at the end (0)",
  },
  tuningEpochs: {
    flag: "tuning-epochs",
    value: "N",
    help: "epochs of local fine-tuning before it is again (1)",
  },
  sampling: {
    flag: "sampling",
    value: "NAME",
    help: "uniform; weighted: large ones more often; poisson: each by chance (uniform)",
  },
  dropOut: { flag: "drop-out", value: "NUMBER", help: "chance that a client drops out of a round (0)" },
  slowShare: { flag: "slow-share", value: "NUMBER", help: "share of the clients that compute slowly (0)" },
  slowFactor: { flag: "slow-factor", value: "NUMBER", help: "times as long as others they take (4)" },
  leastWork: {
    flag: "least-work",
    value: "NUMBER",
    help: "share of its steps a client does at least, drawn in each round (1)",
  },
  up: { flag: "up", value: "CODEC", help: "how clients send updates, see below (none)" },
  down: { flag: "down", value: "CODEC", help: "how the model reaches the clients (none)" },
  uploadMbps: { flag: "upload-mbps", value: "NUMBER", help: "clients' lines up, simulated, Mbit/s (10)" },
  downloadMbps: { flag: "download-mbps", value: "NUMBER", help: "clients' lines down, Mbit/s (50)" },
  latency: { flag: "latency", value: "NUMBER", help: "seconds until a message's first byte arrives (0.05)" },
  lineSpread: {
    flag: "line-spread",
    value: "NUMBER",
    help: "deviation of the logarithm of their speeds (0)",
  },
  stepSeconds: {
    flag: "step-seconds",
    value: "NUMBER",
    help: "seconds of a step at a client, simulated (0.02)",
  },
  secure: { flag: "secure", help: "secure aggregation: the server sees only the sum of the updates (no)" },
  hostileShare: { flag: "hostile-share", value: "NUMBER", help: "share of the clients that are hostile (0)" },
  attack: { flag: "attack", value: "NAME", help: "what they do, see below (sign-flip)" },
  faults: { flag: "faults", value: "FILE", help: "what goes wrong, as JSON: see docs/security.md (nothing)" },
  seed: { flag: "seed", value: "N", help: "seed of everything drawn (1)" },
  seeds: { flag: "seeds", value: "N", help: "how many seeds to run, from --seed on (1)" },
  weightBits: {
    flag: "weight-bits",
    value: "N",
    help: "bits of a weight in the saved model: 8, 16 or 32 (32)",
  },
  workers: { flag: "workers", value: "N", help: "threads that train (one for each core)" },
  out: { flag: "out", value: "FOLDER", help: "folder of the results (runs/ and the experiment's name)" },
};
