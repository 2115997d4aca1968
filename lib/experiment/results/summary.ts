import { labelsOf } from "../../data/light.ts";
import type { Simd } from "../../engine/mod.ts";
import { clientSpread } from "../../federated/mod.ts";
import {
  type ClassScore,
  classScores,
  type ConfusionMatrix,
  confusionMatrix,
  groupAccuracy,
  groupNumbers,
  lookAlikePairs,
  weightedScore,
} from "../../metrics/mod.ts";
import { type ExperimentConfig, testSetOf, trainedOn } from "../settings/config.ts";
import type { Material } from "../run/material.ts";
import { type Method, methodsOf, type Run } from "../run/run.ts";
import { type MeasuredRound, type MethodFigures, methodFigures } from "./method_figures.ts";
import { type Spread, spread } from "./spread.ts";
import { wallSecondsOf } from "./wall_seconds.ts";

/** How a method did on the test set. */
export interface MethodSummary extends MethodFigures {
  /** The method. */
  readonly method: Method;
  /** Its seeds. */
  readonly seeds: readonly number[];
  /** How much of the wall time went into training the start; absent where none was trained. */
  readonly startWallSeconds?: Spread;
  /** How many updates were not taken, all seeds together, by the reason; absent where all were taken. */
  readonly rejected?: Readonly<Record<string, number>>;
  /** In how many rounds the model stayed as it was, all seeds together, by the reason; absent where in none. */
  readonly stayed?: Readonly<Record<string, number>>;
  /** Accuracies of the last model on the clients' own held-out images; absent where none were held out. */
  readonly personal?: PersonalSummary;
  /** The last model of the first seed in detail; absent where the run was stopped. */
  readonly detail?: Detail;
}

/** Accuracies on the clients' own held-out images, each client counting once; over the seeds. */
export interface PersonalSummary {
  /** Of the global model. */
  readonly before: PersonalSpread;
  /** After local fine-tuning: a model of each client's own. */
  readonly after: PersonalSpread;
}

/** Over the clients. */
export interface PersonalSpread {
  /** Their mean. */
  readonly mean: Spread;
  /** Mean of the worst tenth. */
  readonly worstTenth: Spread;
}

/** A model's predictions looked at closely. */
export interface Detail {
  /** Precision, recall and F1, weighted by the classes' sizes. */
  readonly weighted: ClassScore;
  /** Accuracy where look-alikes (x and ×, 0 and o, …) count as one class. */
  readonly groupAccuracy: number;
  /** The scores of each class that is in the test set, by name. */
  readonly classes: Readonly<Record<string, ClassScore>>;
  /** The 20 pairs of classes confused most. */
  readonly lookAlikes: readonly {
    readonly pair: readonly [string, string];
    readonly confusions: number;
    readonly rate: number;
  }[];
}

/** What summary.json holds. */
export interface Summary {
  /** The experiment's name. */
  readonly experiment: string;
  /** Which images the accuracies are of. */
  readonly testSet: string;
  /** The vector instructions of the training: with others the last digits differ; absent on a cluster. */
  readonly simd?: Simd;
  /** Training and test images of the first seed. */
  readonly images: { readonly train: number; readonly test: number };
  /** What was left out of the data. */
  readonly skips: Material["skips"];
  /** Whether the run was stopped before its end. */
  readonly stopped: boolean;
  /** One for each method that finished a round. */
  readonly methods: readonly MethodSummary[];
}

/** The confusion matrix of a finished run. */
export function confusionOf(run: Run): ConfusionMatrix {
  const { examples, indices } = run.arrangement.test;
  return confusionMatrix(
    labelsOf(examples, indices),
    run.predictions!,
    examples.classes.length,
  );
}

/** The figures of an experiment, as far as it came. */
export function summarize(config: ExperimentConfig, material: Material, runs: readonly Run[]): Summary {
  const { arrangement: { train, test }, simd } = runs[0];
  const complete = methodsOf(config).length * config.seeds;
  const stopped = runs.length < complete || runs.some((run) => run.rounds.length < config.rounds);
  const methods = methodsOf(config).flatMap((method) => {
    const finished = runs.filter((run) => run.method === method && run.rounds.length > 0);
    return finished.length > 0 ? [summarizeMethod(method, finished)] : [];
  });
  return {
    experiment: config.experiment,
    testSet: testSetOf(config),
    ...(simd && { simd }),
    images: { train: trainedOn(config, train), test: test.indices.length },
    skips: material.skips,
    stopped,
    methods,
  };
}

function summarizeMethod(method: Method, runs: readonly Run[]): MethodSummary {
  const records = runs.flatMap(({ rounds }) => rounds);
  const rejected = countsOf(records.flatMap(({ rejected }) => rejected.map(({ reason }) => reason)));
  const stayed = countsOf(records.flatMap(({ stayed }) => stayed ?? []));
  return {
    method,
    seeds: runs.map((run) => run.seed),
    ...methodFigures(runs.map(measuredRounds)),
    ...(runs.some(({ rounds }) => rounds[0].startSeconds) && {
      startWallSeconds: spread(runs.map(({ rounds }) => rounds[0].startSeconds ?? 0)),
    }),
    ...(rejected && { rejected }),
    ...(stayed && { stayed }),
    ...(runs.every(({ personal }) => personal?.length) && { personal: summarizePersonal(runs) }),
    ...(runs[0].predictions && { detail: detailOf(runs[0]) }),
  };
}

function measuredRounds({ rounds }: Run): MeasuredRound[] {
  return rounds.map((round) => ({ ...round, wallSeconds: wallSecondsOf(round) }));
}

/** How often each reason was given; undefined if there was none. */
function countsOf(reasons: readonly string[]): Record<string, number> | undefined {
  if (reasons.length === 0) return;
  const counts: Record<string, number> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

function summarizePersonal(runs: readonly Run[]): PersonalSummary {
  const over = (of: "before" | "after"): PersonalSpread => {
    const spreads = runs.map(({ personal }) => clientSpread(personal!.map((client) => client[of])));
    return {
      mean: spread(spreads.map(({ mean }) => mean)),
      worstTenth: spread(spreads.map(({ worstTenth }) => worstTenth)),
    };
  };
  return { before: over("before"), after: over("after") };
}

function detailOf(run: Run): Detail {
  const { classes } = run.arrangement.test.examples;
  return detail(confusionOf(run), classes);
}

/** The scores behind a confusion matrix. */
export function detail(matrix: ConfusionMatrix, classes: readonly string[]): Detail {
  const scores = classScores(matrix);
  return {
    weighted: weightedScore(scores),
    groupAccuracy: groupAccuracy(matrix, groupNumbers(classes)),
    classes: Object.fromEntries(
      scores.flatMap((score, label) => score.support > 0 ? [[classes[label], score]] : []),
    ),
    lookAlikes: lookAlikePairs(matrix).map(({ first, second, confusions, rate }) => ({
      pair: [classes[first], classes[second]],
      confusions,
      rate,
    })),
  };
}
