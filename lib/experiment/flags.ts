import type { ExperimentConfig } from "./config.ts";

/** A flag of the command line. */
export interface Flag {
  /** Its name, without the leading dashes. */
  readonly flag: string;
  /** What stands for its value in the help; a flag without one is a switch. */
  readonly value?: "N" | "NUMBER" | "TEXT" | "SOURCE" | "SPLIT" | "NAME" | "FOLDER";
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
    help: "plain, or reader: as a reader of expressions sees them (plain)",
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
  removeRepeats: { flag: "remove-repeats", help: "leave out training images repeated in the test set (no)" },
  network: { flag: "network", value: "NAME", help: "original or reader, a larger one (original)" },
  clients: { flag: "clients", value: "N", help: "clients (10)" },
  rounds: { flag: "rounds", value: "N", help: "rounds; epochs of central training (20)" },
  localEpochs: { flag: "local-epochs", value: "N", help: "epochs each client trains in a round (1)" },
  batchSize: { flag: "batch", value: "N", help: "images a training step (32)" },
  optimizer: { flag: "optimizer", value: "NAME", help: "adam or sgd (adam)" },
  learningRate: { flag: "lr", value: "NUMBER", help: "learning rate (0.001 for adam, 0.05 for sgd)" },
  learningRateDecay: { flag: "lr-decay", value: "NUMBER", help: "factor of the learning rate a round (1)" },
  momentum: { flag: "momentum", value: "NUMBER", help: "momentum of sgd (0)" },
  strategy: { flag: "strategy", value: "NAME", help: "how the server averages (fedavg)" },
  sampledFraction: { flag: "sampled", value: "NUMBER", help: "share of clients taking part in a round (1)" },
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
