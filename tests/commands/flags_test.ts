import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { createHash } from "node:crypto";
import { type Dataset, picture } from "../../lib/data/mod.ts";
import { LABELS } from "../../lib/symbols/mod.ts";
import { inlineExecutor } from "../../lib/engine/mod.ts";
import { parseCommandLine } from "../../commands/experiment/command_line.ts";
import { completeConfig } from "../../lib/experiment/settings/complete_config.ts";
import { type ExperimentConfig, outputFolder } from "../../lib/experiment/settings/config.ts";
import { flagsOf } from "../../lib/experiment/settings/flags.ts";
import type { Dealt } from "../../lib/experiment/run/deal.ts";
import { loadMaterial, type Material } from "../../lib/experiment/run/material.ts";
import { writeHistory, writeSummary } from "../../lib/experiment/results/results.ts";
import { type Observer, type RoundRecord, runExperiment } from "../../lib/experiment/run/run.ts";
import { cellsOf, parseSweep, runName } from "../../lib/experiment/mod.ts";
import { startPool } from "../../lib/experiment/run/start_pool.ts";
import {
  initialParameters,
  layersOf,
  loadModel,
  parameterLayout,
  parseNetwork,
  saveModel,
} from "../../lib/model/mod.ts";
import { testWith } from "../permission.ts";
import { writtenPages } from "../experiment/written_pages.ts";

/** What somebody has of an experiment, and can be another with a flag than without. */
type Facet =
  | "results folder"
  | "runs"
  | "test set's name"
  | "training images"
  | "test images"
  | "network"
  | "who holds what"
  | "clients' hands"
  | "who takes part"
  | "steps"
  | "updates not taken"
  | "accuracies and losses"
  | "parameters"
  | "bytes up"
  | "bytes down"
  | "simulated seconds"
  | "personal accuracy, before"
  | "personal accuracy, after"
  | "rounding of the saved weights";

type Facets = Readonly<Record<Facet, unknown>>;

/** A flag's two values, and what differs between them: all else must be the same. */
interface Row {
  /** Words of both command lines: what the flag needs to have an effect. */
  readonly with?: string;
  /** The words of one command line and of the other; "" is the default. */
  readonly words: readonly [string, string];
  /** What differs. */
  readonly changes: readonly Facet[];
}

/** Other parameters are seen in accuracies and losses. */
const LEARNED = ["parameters", "accuracies and losses"] as const;
/** Other images are other parameters. */
const IMAGES = ["training images", "test images", ...LEARNED] as const;
/** What follows where clients have other images to train on, of the same size. */
const DEALT = ["training images", "who holds what", ...LEARNED] as const;

const BASE = "--data crohme:PAGES.jsonl --network linear --clients 4 --rounds 2 --batch 5";
const TESTED = "--test crohme:TEST.jsonl";
const PERSONAL = "--personal-share 0.3";

const ROWS: Readonly<Record<keyof ExperimentConfig, Row>> = {
  experiment: {
    words: ["iid", "non-iid"],
    changes: ["results folder", "runs", "who holds what", ...LEARNED],
  },
  data: {
    with: "--sample 80",
    words: ["", "--data digits"],
    changes: ["test set's name", "who holds what", ...IMAGES],
  },
  moreData: {
    words: ["", "--more-data crohme:TEST.jsonl"],
    changes: ["who holds what", "steps", "simulated seconds", ...IMAGES],
  },
  sample: {
    words: ["", "--sample 40"],
    changes: ["who holds what", "steps", "simulated seconds", ...IMAGES],
  },
  penWidth: { words: ["", "--pen-width 4"], changes: IMAGES },
  images: {
    words: ["", "--images reader"],
    changes: ["network", "who holds what", "steps", ...IMAGES, "bytes up", "bytes down", "simulated seconds"],
  },
  copies: {
    with: `${TESTED} --images reader`,
    words: ["", "--copies 1"],
    changes: ["steps", "simulated seconds", ...DEALT],
  },
  test: {
    words: ["", TESTED],
    changes: ["test set's name", "who holds what", "steps", "simulated seconds", ...IMAGES],
  },
  split: {
    words: ["", "--split random:0.5"],
    changes: ["test set's name", "who holds what", "steps", "simulated seconds", ...IMAGES],
  },
  validation: {
    words: ["", "--validation 0.5"],
    changes: ["test set's name", "who holds what", "steps", "simulated seconds", ...IMAGES],
  },
  removeRepeats: {
    with: "--data crohme:REPEATS.jsonl --split official",
    words: ["", "--remove-repeats"],
    changes: ["steps", "simulated seconds", ...DEALT],
  },
  network: {
    words: ["", "--network random:64"],
    changes: ["network", ...LEARNED, "bytes up", "bytes down", "simulated seconds"],
  },
  start: { words: ["", "--start MODEL"], changes: LEARNED },
  clients: {
    words: ["", "--clients 8"],
    changes: [
      "who holds what",
      "who takes part",
      "steps",
      ...LEARNED,
      "bytes up",
      "bytes down",
      "simulated seconds",
    ],
  },
  rounds: {
    words: ["", "--rounds 1"],
    changes: [
      "runs",
      "who takes part",
      "updates not taken",
      "steps",
      ...LEARNED,
      "bytes up",
      "bytes down",
      "simulated seconds",
    ],
  },
  localEpochs: { words: ["", "--local-epochs 2"], changes: ["steps", ...LEARNED, "simulated seconds"] },
  batchSize: { words: ["", "--batch 3"], changes: ["steps", ...LEARNED, "simulated seconds"] },
  optimizer: { with: "--lr 0.01", words: ["", "--optimizer sgd"], changes: LEARNED },
  learningRate: { words: ["", "--lr 0.01"], changes: LEARNED },
  momentum: { with: "--optimizer sgd", words: ["", "--momentum 0.9"], changes: LEARNED },
  learningRateDecay: { words: ["", "--lr-decay 0.5"], changes: LEARNED },
  strategy: { words: ["", "--strategy fedlc"], changes: ["results folder", ...LEARNED] },
  // Of 45 images to train on one of four clients has one more than the others.
  weights: { with: "--sample 50", words: ["", "--weights uniform"], changes: LEARNED },
  sampledFraction: {
    words: ["", "--sampled 0.5"],
    changes: ["who takes part", "steps", ...LEARNED, "bytes up", "bytes down"],
  },
  slantSpread: { words: ["", "--slant-spread 0.5"], changes: ["clients' hands", ...LEARNED] },
  penSpread: { words: ["", "--pen-spread 1"], changes: ["clients' hands", ...LEARNED] },
  personalShare: {
    words: ["", PERSONAL],
    changes: [
      "who holds what",
      "steps",
      ...LEARNED,
      "simulated seconds",
      "personal accuracy, before",
      "personal accuracy, after",
    ],
  },
  tuningEpochs: {
    with: PERSONAL,
    words: ["", "--tuning-epochs 5"],
    changes: ["personal accuracy, after"],
  },
  sampling: {
    with: "--sampled 0.5",
    words: ["", "--sampling poisson"],
    changes: ["who takes part", "steps", ...LEARNED, "bytes up", "bytes down"],
  },
  dropOut: {
    words: ["", "--drop-out 0.8"],
    changes: ["who takes part", "updates not taken", "steps", ...LEARNED, "bytes up"],
  },
  slowShare: { words: ["", "--slow-share 0.5"], changes: ["simulated seconds"] },
  slowFactor: { with: "--slow-share 0.5", words: ["", "--slow-factor 8"], changes: ["simulated seconds"] },
  leastWork: { words: ["", "--least-work 0.1"], changes: ["steps", ...LEARNED, "simulated seconds"] },
  up: { words: ["", "--up float16"], changes: [...LEARNED, "bytes up", "simulated seconds"] },
  down: { words: ["", "--down float16"], changes: [...LEARNED, "bytes down", "simulated seconds"] },
  uploadMbps: { words: ["", "--upload-mbps 5"], changes: ["simulated seconds"] },
  downloadMbps: { words: ["", "--download-mbps 5"], changes: ["simulated seconds"] },
  latency: { words: ["", "--latency 1"], changes: ["simulated seconds"] },
  lineSpread: { words: ["", "--line-spread 1"], changes: ["simulated seconds"] },
  stepSeconds: { words: ["", "--step-seconds 1"], changes: ["simulated seconds"] },
  secure: {
    words: ["", "--secure"],
    changes: [...LEARNED, "bytes up", "bytes down", "simulated seconds"],
  },
  hostileShare: { words: ["", "--hostile-share 0.5"], changes: LEARNED },
  attack: { with: "--hostile-share 0.5", words: ["", "--attack scale:3"], changes: LEARNED },
  faults: {
    words: ["", "--faults FAULTS"],
    changes: ["who takes part", "updates not taken", "steps", ...LEARNED, "bytes up"],
  },
  seed: {
    words: ["", "--seed 2"],
    changes: ["runs", "who holds what", ...IMAGES],
  },
  seeds: { words: ["", "--seeds 2"], changes: ["runs"] },
  weightBits: { words: ["", "--weight-bits 8"], changes: ["rounding of the saved weights"] },
  workers: { words: ["", "--workers 2"], changes: [] },
  out: { words: ["", "--out runs/elsewhere"], changes: ["results folder"] },
};

const QUIET: Observer = { started: async () => {}, round: async () => {}, ended: async () => {} };

/** A row of history.json. */
type HistoryRow = RoundRecord & { readonly seed: number };

/** Goes the way of `deno task experiment`, from the command line's words to the files. */
class Experiments {
  readonly #materials = new Map<string, Promise<Material>>();
  readonly #outcomes = new Map<string, Promise<Facets>>();

  constructor(readonly folder: string) {}

  /** The configuration of a command line. */
  config(words: string): ExperimentConfig {
    const args = words.replaceAll(/[A-Z]{4,}/g, (name) => join(this.folder, name)).split(" ");
    const command = parseCommandLine(args);
    if (command.kind === "help") throw new Error("no experiment was asked for");
    return command.config;
  }

  /** What somebody has of it; each command line is run once. */
  facets(words: string): Promise<Facets> {
    if (!this.#outcomes.has(words)) this.#outcomes.set(words, this.#run(this.config(words)));
    return this.#outcomes.get(words)!;
  }

  async #run(config: ExperimentConfig): Promise<Facets> {
    const material = await this.#material(config);
    const executor = config.workers ? startPool(config) : inlineExecutor();
    const runs = await runExperiment(config, material, executor, QUIET, new AbortController().signal);
    executor.close();
    const folder = await Deno.makeTempDir({ dir: this.folder });
    writeHistory(folder, runs);
    const { methods: [method], testSet } = await writeSummary(folder, config, material, runs);
    const model = await loadModel(join(folder, "model"));
    const [{ arrangement: { train, test }, clients, topology, parameters }] = runs;
    const history: HistoryRow[] = JSON.parse(await Deno.readTextFile(join(folder, "history.json")));
    const first = history.filter(({ seed }) => seed === runs[0].seed);
    const each = (of: (round: HistoryRow) => unknown) => first.map(of);
    return {
      "results folder": outputFolder(config),
      runs: runs.map(({ method, seed, rounds }) => `${method}, seed ${seed}, ${rounds.length} rounds`),
      "test set's name": testSet,
      "training images": digestOf(material.data, train),
      "test images": digestOf(test.examples, test.indices),
      network: topology,
      "who holds what": clients && [clients.partition, clients.heldOut],
      "clients' hands":
        train.filter((i) =>
          picture((clients as Dealt).examples, i).some((value, at) => value !== picture(material.data, i)[at])
        ).length,
      "who takes part": each(({ clients }) => clients.map(({ client }) => client)),
      steps: each(({ clients }) => clients.map(({ steps }) => steps)),
      "updates not taken": each(({ dropped, rejected }) => [dropped, rejected]),
      "accuracies and losses": each(({ accuracy, loss }) => [accuracy, loss]),
      parameters: createHash("sha256").update(new Uint8Array(parameters!.slice().buffer)).digest("hex"),
      "bytes up": [...each(({ uploadBytes }) => uploadBytes), method.uploadBytes],
      "bytes down": [...each(({ downloadBytes }) => downloadBytes), method.downloadBytes],
      "simulated seconds": [
        ...each(({ simulatedSeconds }) => simulatedSeconds),
        method.simulatedSeconds.each[0],
      ],
      "personal accuracy, before": method.personal?.before,
      "personal accuracy, after": method.personal?.after,
      "rounding of the saved weights": model.parameters.some((weight, i) => weight !== parameters![i]),
    };
  }

  /** Images are loaded once: a setting that changes them and is missing here is found by its row. */
  #material(config: ExperimentConfig): Promise<Material> {
    const { data, moreData, sample, penWidth, images, copies, test, seed } = config;
    const key = JSON.stringify({ data, moreData, sample, penWidth, images, copies, test, seed });
    if (!this.#materials.has(key)) this.#materials.set(key, loadMaterial(config));
    return this.#materials.get(key)!;
  }
}

function digestOf(data: Dataset, indices: Uint32Array): string {
  const hash = createHash("sha256");
  for (const i of indices) hash.update(picture(data, i)).update(data.classes[data.labels[i]]);
  return hash.digest("hex");
}

/** Files that rows name in capitals. */
async function writeFiles(folder: string): Promise<void> {
  const write = (name: string, text: string) => Deno.writeTextFile(join(folder, name), text);
  const train = writtenPages({ pages: 14, set: "2013train-x", seed: 1 });
  const test = writtenPages({ pages: 4, set: "2014test", seed: 2 });
  await write("PAGES.jsonl", train);
  await write("TEST.jsonl", test);
  await write("REPEATS.jsonl", train + test + nearly(test).replaceAll("2014test", "2013train"));
  await write("FAULTS", JSON.stringify({ crash: 0.3, notFinite: 0.3 }));
  const { topology } = parseNetwork("linear", LABELS.length);
  const parameters = initialParameters(parameterLayout(layersOf(topology)), 99);
  await saveModel(join(folder, "MODEL"), { topology, parameters, classes: LABELS });
}

/** The same pages with the first point of each symbol moved a little. */
function nearly(pages: string): string {
  return pages.replaceAll(/"strokes":\[\[([\d.]+)/g, (_, x) => `"strokes":[[${Number(x) + 2}`);
}

/** What two runs may differ in that a sweep takes for one: it counts the simulated seconds anew. */
const OF_NO_ACCOUNT: readonly Facet[] = ["results folder", "runs", "simulated seconds"];

/** The configuration of a sweep's only combination, with one key set in its base or by its axis. */
function inSweep(config: ExperimentConfig, key: string, place: "base" | "axis"): ExperimentConfig {
  const { experiment } = config, unset: Record<string, unknown> = { ...completeConfig({ experiment }) };
  const value = config[key as keyof ExperimentConfig];
  // What is as it is without being set might be refused as without effect.
  const base = Object.fromEntries(
    Object.entries(config).filter(([name, one]) =>
      name !== key && (name === "experiment" || one !== unset[name])
    ),
  );
  const of = (settings: object) => ({ ...settings, [key]: value });
  const sweep = {
    title: "one",
    base: place === "base" ? of(base) : base,
    axes: { any: [place === "axis" ? of({ name: "it" }) : { name: "it" }] },
  };
  return cellsOf(parseSweep("s.json", JSON.stringify(sweep)), {})[0].config;
}

Deno.test("every flag and every key has a row", () => {
  assertEquals(Object.keys(ROWS).sort(), ["experiment", ...flagsOf().map(({ key }) => key)].sort());
});

testWith({ read: true, write: true }, "each flag changes what it should, and nothing else", async (t) => {
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
  await writeFiles(folder);
  const experiments = new Experiments(folder);
  for (const [key, { with: more = "", words: [one, other], changes }] of Object.entries(ROWS)) {
    await t.step(key, async () => {
      const line = (words: string) =>
        (key === "experiment" ? [words, BASE] : ["iid", BASE, more, words]).join(" ").trim().replaceAll(
          / +/g,
          " ",
        );
      const before = await experiments.facets(line(one)), after = await experiments.facets(line(other));
      const changed = (Object.keys(before) as Facet[]).filter((facet) =>
        JSON.stringify(before[facet]) !== JSON.stringify(after[facet])
      );
      assertEquals(changed.sort(), [...new Set(changes)].sort());

      const plain = experiments.config(line(one)), changedTo = experiments.config(line(other));
      for (const place of ["base", "axis"] as const) {
        assertEquals(inSweep(changedTo, key, place), changedTo, `in a sweep's ${place}`);
      }
      if (runName(plain, plain.seed) === runName(changedTo, changedTo.seed)) {
        assertEquals(
          changed.filter((facet) => !OF_NO_ACCOUNT.includes(facet)),
          [],
          "a sweep takes them for one run",
        );
      }
    });
  }
  await Deno.remove(folder, { recursive: true });
});
