import * as v from "valibot";
import { parseDataSpec } from "../../data/registry.ts";
import { parseSplit } from "../../data/split.ts";
import { HOME, parseAttack, parseCodec, parseStrategy, parseUpload } from "../../federated/mod.ts";
import { userPath, userSource } from "../../files/mod.ts";
import { parseNetwork } from "../../model/mod.ts";
import { isInk } from "./config.ts";
import { checkExperiment } from "./experiments.ts";
import { FAULTS_RULE, isFaults } from "./faults_rule.ts";
import {
  ALIKE,
  CENTRAL,
  DRAWN,
  EACH_WRITER,
  NO_HOSTILE,
  NO_PERSONAL,
  NO_SLOW,
  NO_STROKES,
  OWN_HAND,
  TEST_GIVEN,
  TOO_FEW_HOSTILE,
} from "./idle.ts";
import { namedParts, strategyWithPaths } from "./load_strategy.ts";
import { choice, number, type SettingsTable, SWITCH, text, wholeNumber } from "./setting.ts";

const source = text(
  "SOURCE",
  "a source, NAME or NAME:PATH (ink, crohme:PATH, …)",
  (name) => /^[^:\s]+(:.+)?$/.test(name),
);
const notEmpty = (name: string) => name.trim() !== "";
const share = number("a number from 0 to 1", (value) => value >= 0 && value <= 1);
const positive = number("a number above 0", (value) => value > 0);
const positiveShare = number("a number above 0 and up to 1", (value) => value > 0 && value <= 1);
const notNegative = number("a number of at least 0", (value) => value >= 0);

/** Settings that say what clients do: central training has none. */
const clients = { group: "Clients", idle: [CENTRAL], material: false } as const;
const communication = { ...clients, group: "Communication and simulated time" } as const;
const clock = { ...communication, indifferent: true } as const;
const protection = { ...clients, group: "Privacy, attacks and faults" } as const;
const data = { group: "Data", material: false } as const;
const material = { group: "Data", material: true } as const;
const network = { group: "Network", material: false } as const;
const training = { group: "Training", material: false } as const;
const run = { group: "Run and results", material: false } as const;

/**
 * Every setting of an experiment, once. Flags, their help, defaults, checks, the user's paths, what decides which images are
 * loaded, what would have no effect, and docs/settings.md are derived from it; what each means in full is in
 * `ExperimentConfig`. Defaults are written to config.json in this order.
 */
export const SETTINGS: SettingsTable = {
  experiment: {
    ...run,
    help: "what is run",
    rule: { value: "EXPERIMENT", schema: v.string("the name of an experiment") },
    parse: checkExperiment,
  },
  data: {
    ...material,
    flag: "data",
    help: "images, NAME or NAME:PATH; `deno task data list` has them",
    rule: source,
    initial: "ink",
    parse: parseDataSpec,
    withUserPath: userSource,
  },
  moreData: {
    ...material,
    flag: "more-data",
    help: "more images, added to those of --data",
    rule: source,
    initialInWords: "none",
    parse: parseDataSpec,
    withUserPath: userSource,
  },
  sample: {
    ...material,
    flag: "sample",
    help: "images drawn at random before the split",
    rule: wholeNumber(1),
    // Ink has as many images as are asked for.
    initialBy: { key: "data", values: { ink: 10_000 } },
    initialInWords: "all for others",
  },
  penWidth: {
    ...material,
    flag: "pen-width",
    help: "line width of drawn strokes, in pixels",
    rule: number("a number of pixels above 0", (width) => width > 0),
    initialInWords: "the source's",
    idle: [NO_STROKES],
  },
  images: {
    ...material,
    flag: "images",
    help:
      "plain; reader: with the classes of a reader of expressions; surroundings: also what is around each symbol",
    rule: choice("NAME", ["plain", "reader", "surroundings"]),
    initial: "plain",
  },
  copies: {
    ...material,
    flag: "copies",
    help: "distorted copies of each symbol of a reader's images",
    rule: wholeNumber(0),
    initial: 0,
  },
  test: {
    ...material,
    flag: "test",
    help: "source of test images; all of --data is trained on then",
    rule: source,
    initialInWords: "those of --split",
    parse: parseDataSpec,
    withUserPath: userSource,
    idle: [DRAWN],
  },
  split: {
    ...data,
    flag: "split",
    help: "official, random:F or writer:F; F is the share of test images",
    rule: text("SPLIT", "official, random:F or writer:F"),
    initial: "random:0.1",
    parse: parseSplit,
    idle: [DRAWN, TEST_GIVEN],
  },
  validation: {
    ...data,
    flag: "validation",
    help: "share of the training images to test on in place of the test images, for choosing settings",
    rule: number("a number above 0 and below 1", (value) => value > 0 && value < 1),
    initialInWords: "none",
    idle: [DRAWN],
  },
  removeRepeats: {
    ...data,
    flag: "remove-repeats",
    help: "leave out training images that are repeated in the test set",
    rule: SWITCH,
    initial: false,
    idle: [DRAWN],
  },
  network: {
    ...network,
    flag: "network",
    help: "original, linear, random:D or reader; see Networks",
    rule: text("NAME", "the name of a network"),
    initial: "original",
    parse: (name) => parseNetwork(name, 1),
  },
  start: {
    ...network,
    flag: "start",
    help: "where training starts: ink or ink:IMAGES, a model trained on ink; or a saved model's folder",
    rule: text("SOURCE", "ink or the folder of a saved model", notEmpty),
    initialInWords: "random weights",
    withUserPath: (start) => isInk(start) ? start : userPath(start),
  },
  clients: {
    ...clients,
    flag: "clients",
    help: "number of clients",
    rule: wholeNumber(1),
    initial: 10,
    idle: [CENTRAL, EACH_WRITER],
  },
  rounds: {
    ...training,
    flag: "rounds",
    help: "rounds; epochs of central training",
    rule: wholeNumber(1),
    initial: 20,
  },
  localEpochs: {
    ...clients,
    group: "Training",
    flag: "local-epochs",
    help: "epochs that a client trains in a round",
    rule: wholeNumber(1),
    initial: 1,
  },
  batchSize: {
    ...training,
    flag: "batch",
    help: "images in a training step",
    rule: wholeNumber(1),
    initial: 32,
  },
  optimizer: {
    ...training,
    flag: "optimizer",
    help: "adam or sgd",
    rule: choice("NAME", ["adam", "sgd"]),
    initial: "adam",
  },
  learningRate: {
    ...training,
    flag: "lr",
    help: "learning rate",
    rule: positive,
    // Adam's own default, and a usual one for SGD on this network.
    initialBy: { key: "optimizer", values: { adam: 1e-3, sgd: 0.05 } },
  },
  momentum: {
    ...training,
    flag: "momentum",
    help: "momentum of sgd",
    rule: number("a number from 0 to below 1", (value) => value >= 0 && value < 1),
    initial: 0,
  },
  learningRateDecay: {
    ...training,
    flag: "lr-decay",
    help: "what --lr is multiplied by after each round",
    rule: positiveShare,
    initial: 1,
  },
  strategy: {
    ...clients,
    flag: "strategy",
    help: "what clients and server do; see Strategies",
    rule: text("NAME", "the name of a strategy or a file ./NAME.ts", notEmpty),
    initial: "fedavg",
    parse: (name) => namedParts(name).forEach(parseStrategy),
    withUserPath: (strategy) => strategyWithPaths(strategy, userPath),
  },
  weights: {
    ...clients,
    flag: "weights",
    help: "what a client weighs in a round's mean: images or uniform",
    rule: choice("NAME", ["images", "uniform"]),
    initialInWords: "images, or as the strategy is defined",
    idle: [CENTRAL, ALIKE],
  },
  sampledFraction: {
    ...clients,
    flag: "sampled",
    help: "share of the clients that take part in a round",
    rule: positiveShare,
    initial: 1,
  },
  slantSpread: {
    ...clients,
    flag: "slant-spread",
    help: "standard deviation of the clients' slants",
    rule: notNegative,
    initial: 0,
    idle: [CENTRAL, OWN_HAND],
  },
  penSpread: {
    ...clients,
    flag: "pen-spread",
    help: "standard deviation of the clients' line widths, in pixels",
    rule: number("a number of pixels of at least 0", (value) => value >= 0),
    initial: 0,
    idle: [CENTRAL, OWN_HAND],
  },
  personalShare: {
    ...clients,
    flag: "personal-share",
    help: "share of each client's images held out, to test the last model on them",
    rule: number("a number from 0 to below 1", (value) => value >= 0 && value < 1),
    initial: 0,
    idle: [CENTRAL, DRAWN],
  },
  tuningEpochs: {
    ...clients,
    flag: "tuning-epochs",
    help: "epochs a client trains on its other images before a second test on those held out",
    rule: wholeNumber(1),
    initial: 1,
    idle: [CENTRAL, NO_PERSONAL],
  },
  sampling: {
    ...clients,
    flag: "sampling",
    help: "uniform; weighted: clients with more images more often; poisson: each by chance",
    rule: choice("NAME", ["uniform", "weighted", "poisson"]),
    initial: "uniform",
  },
  dropOut: {
    ...clients,
    flag: "drop-out",
    help: "chance that a client drops out of a round before it sends",
    rule: share,
    initial: 0,
  },
  slowShare: {
    ...clients,
    flag: "slow-share",
    help: "share of the clients that compute slowly",
    rule: share,
    initial: 0,
  },
  slowFactor: {
    ...clients,
    flag: "slow-factor",
    help: "how many times as long a slow client takes for a step",
    rule: number("a number of at least 1", (factor) => factor >= 1),
    initial: 4,
    idle: [CENTRAL, NO_SLOW],
  },
  leastWork: {
    ...clients,
    flag: "least-work",
    help: "least share of its steps that a client does in a round; the share is drawn from there to 1",
    rule: positiveShare,
    initial: 1,
  },
  up: {
    ...communication,
    flag: "up",
    help: "how clients' updates are compressed; see Codecs",
    rule: text("CODEC", "the name of a codec"),
    initial: "none",
    parse: parseUpload,
  },
  down: {
    ...communication,
    flag: "down",
    help: "how the model is compressed on its way to the clients",
    rule: text("CODEC", "the name of a codec"),
    initial: "none",
    parse: parseCodec,
  },
  uploadMbps: {
    ...clock,
    flag: "upload-mbps",
    help: "simulated speed of the clients' lines up, Mbit/s",
    rule: positive,
    initial: HOME.uploadMbps,
  },
  downloadMbps: {
    ...clock,
    flag: "download-mbps",
    help: "simulated speed of the clients' lines down, Mbit/s",
    rule: positive,
    initial: HOME.downloadMbps,
  },
  latency: {
    ...clock,
    flag: "latency",
    help: "simulated seconds until a message's first byte arrives",
    rule: number("a number of seconds of at least 0", (seconds) => seconds >= 0),
    initial: HOME.latency,
  },
  lineSpread: {
    ...clock,
    flag: "line-spread",
    help: "standard deviation of the logarithm of the lines' speeds",
    rule: notNegative,
    initial: HOME.lineSpread,
  },
  stepSeconds: {
    ...clock,
    idle: [],
    flag: "step-seconds",
    help: "simulated seconds of a training step",
    rule: number("a number of seconds above 0", (seconds) => seconds > 0),
    initial: HOME.stepSeconds,
  },
  secure: {
    ...protection,
    flag: "secure",
    help: "secure aggregation: the server sees only the sum of the updates",
    rule: SWITCH,
    initial: false,
  },
  hostileShare: {
    ...protection,
    flag: "hostile-share",
    help: "share of the clients that are hostile",
    rule: share,
    initial: 0,
    idle: [CENTRAL, TOO_FEW_HOSTILE],
  },
  attack: {
    ...protection,
    flag: "attack",
    help: "what hostile clients do; see Attacks",
    rule: text("NAME", "the name of an attack"),
    initial: "sign-flip",
    parse: parseAttack,
    idle: [CENTRAL, NO_HOSTILE, TOO_FEW_HOSTILE],
  },
  faults: {
    ...protection,
    flag: "faults",
    help: "JSON file of what goes wrong and how often; see docs/security.md",
    rule: { value: "FILE", schema: v.custom(isFaults, FAULTS_RULE) },
    initialInWords: "nothing",
  },
  seed: {
    ...run,
    material: true,
    flag: "seed",
    help: "seed of everything that is drawn",
    rule: wholeNumber(0),
    initial: 1,
  },
  seeds: {
    ...run,
    indifferent: true,
    flag: "seeds",
    help: "how many seeds to run, from --seed on",
    rule: wholeNumber(1),
    initial: 1,
  },
  weightBits: {
    ...run,
    flag: "weight-bits",
    help: "bits of a weight in the saved model: 8, 16 or 32",
    rule: choice("N", [8, 16, 32]),
    initial: 32,
  },
  workers: {
    ...run,
    indifferent: true,
    flag: "workers",
    help: "threads that train",
    rule: wholeNumber(1),
    initialInWords: "one for each core",
  },
  out: {
    ...run,
    indifferent: true,
    flag: "out",
    help: "folder of the results",
    rule: text("FOLDER", "the name of a folder", notEmpty),
    initialInWords: "runs/ and the experiment's name",
    withUserPath: userPath,
  },
};
