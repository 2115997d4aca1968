import { join } from "@std/path";
import {
  classBars,
  confusionHeatMap,
  curves,
  type CurveSeries,
  type Figure,
  megabytesSoFar,
  openRenderer,
  partitionHeatMap,
  type ReferenceLine,
  reportPage,
  type ReportSection,
  runningSum,
  trainingCost,
} from "../../charts/mod.ts";
import { IMAGE_SIZE } from "../../drawing/mod.ts";
import { picture } from "../../data/mod.ts";
import type { ExperimentConfig } from "../settings/config.ts";
import type { Material } from "../run/material.ts";
import { methodsOf, type Run } from "../run/run.ts";
import { confusionOf, type Detail, type MethodSummary, type Summary } from "./summary.ts";
import { summaryLines } from "./summary_lines.ts";
import { writeWholeText } from "../../files/mod.ts";
import { percent } from "../../numbers/mod.ts";

/** Classes shown with their wrongly read images. */
const WORST_CLASSES = 10;
/** Images shown of each. */
const IMAGES = 12;

/** What the original reports on its 20 % of the Kaggle set, which was rendered from CROHME's ink. */
const ORIGINAL: readonly ReferenceLine[] = [
  { name: "original, IID", value: 0.91, like: "iid" },
  { name: "original, non-IID", value: 0.69, like: "non-iid" },
];

/** Writes report.html, one page that needs nothing else, and curves.svg. */
export async function writeReport(
  folder: string,
  config: ExperimentConfig,
  material: Material,
  runs: readonly Run[],
  summary: Summary,
): Promise<void> {
  const accuracy = curvesOf(config, runs, "accuracy");
  using renderer = openRenderer();
  const staticSvg = await renderer.svg(accuracy);
  writeWholeText(join(folder, "curves.svg"), staticSvg);
  const page = await reportPage({
    title: `FedInk: ${config.experiment}, ${config.strategy}`,
    facts: factsOf(config, material, summary),
    staticSvg,
    sections: [
      {
        heading: "Accuracy",
        text: "On the test images, after each round. " + seedsText(config),
        figure: accuracy,
      },
      { heading: "Loss", figure: curvesOf(config, runs, "loss") },
      {
        heading: "In figures",
        text: "Global accuracy: on the test images, which are no client's.",
        table: methodTable(summary),
      },
      ...personalSections(config, summary),
      ...methodsOf(config).flatMap((method) => methodSections(config, material, runs, summary, method)),
      ...costSections(config, runs),
      {
        heading: "Configuration",
        text: "The whole of it, for a run that gives the same again.",
        table: configTable(config),
      },
    ],
  });
  writeWholeText(join(folder, "report.html"), page);
}

function factsOf(config: ExperimentConfig, { notes, skips }: Material, summary: Summary): [string, string][] {
  const [best] = summaryLines(summary, "").slice(2);
  return [
    ["Data", [config.data, ...notes].join("; ")],
    ["Images", `${summary.images.train} to train, ${summary.images.test} to test (${summary.testSet})`],
    ...skips.map(({ reason, count }): [string, string] => ["Left out", `${count} × ${reason}`]),
    ["Result", best.trim()],
  ];
}

function seedsText({ seeds, seed }: ExperimentConfig): string {
  return seeds > 1 ? `Bands: least to most of seeds ${seed} to ${seed + seeds - 1}.` : `One seed, ${seed}.`;
}

/** One curve a method over the rounds that all its seeds finished. */
function curvesOf(config: ExperimentConfig, runs: readonly Run[], of: "accuracy" | "loss"): Figure {
  const series = methodsOf(config).flatMap((method): CurveSeries[] => {
    const finished = runs.filter((run) => run.method === method && run.rounds.length > 0);
    const rounds = Math.min(...finished.map((run) => run.rounds.length));
    const values = finished.map((run) => run.rounds.slice(0, rounds).map((round) => round[of]));
    return values.length > 0 ? [{ name: method, runs: values }] : [];
  });
  const comparable = of === "accuracy" && /^(crohme|folder):/.test(config.data) &&
    config.split.startsWith("random");
  return curves({
    series,
    yTitle: of === "accuracy" ? "Test accuracy" : "Test loss, nats",
    ...(of === "accuracy" && { yRange: [0, 1] as const }),
    ...(comparable && { references: ORIGINAL }),
  });
}

/** What training cost, and accuracy against it, of each method's first seed; central training sends nothing. */
function costSections(config: ExperimentConfig, runs: readonly Run[]): ReportSection[] {
  const costs = methodsOf(config).flatMap((method) => {
    const run = runs.find((one) => one.method === method && one.rounds.length > 0);
    if (!run) return [];
    return [{ name: method, rounds: run.rounds, accuracy: run.rounds.map(({ accuracy }) => accuracy) }];
  });
  const accuracyAgainst = (xTitle: string, series: CurveSeries[]) =>
    curves({ series, yTitle: "Test accuracy", xTitle, yRange: [0, 1] });
  const sent = costs.filter(({ name }) => name !== "central");
  return [
    { heading: "What training cost", figure: trainingCost({ series: costs }) },
    ...(sent.length === 0 ? [] : [{
      heading: "Accuracy against what was sent",
      text: `The first seed; up by ${config.up}, down by ${config.down}.`,
      figure: accuracyAgainst(
        "Megabytes so far, up and down",
        sent.map((cost) => ({ name: cost.name, runs: [cost.accuracy], x: megabytesSoFar(cost.rounds) })),
      ),
    }]),
    {
      heading: "Accuracy against simulated time",
      text: `The first seed, were each client a machine of its own: ${config.stepSeconds} s a step, ` +
        `${config.uploadMbps} Mbit/s up, ${config.downloadMbps} down, ${config.latency} s until a message arrives.`,
      figure: accuracyAgainst(
        "Simulated seconds",
        costs.map(({ name, accuracy, rounds }) => ({
          name,
          runs: [accuracy],
          x: runningSum(rounds.map(({ simulatedSeconds }) => simulatedSeconds)),
        })),
      ),
    },
  ];
}

/** How the last models do on the clients' own images; nothing where none were held out. */
function personalSections(
  { personalShare, tuningEpochs }: ExperimentConfig,
  { methods }: Summary,
): ReportSection[] {
  const measured = methods.filter(({ personal }) => personal);
  if (measured.length === 0) return [];
  return [{
    heading: "On the clients' own images",
    text: `Personal accuracy: ${percent(personalShare, 0)} of each client's images were held out and are ` +
      `tested on by that client alone, each client counting once. Before: the global model. After: what each makes ` +
      `of it in ${tuningEpochs} epoch${tuningEpochs > 1 ? "s" : ""} of training on its own other images.`,
    table: {
      columns: ["Method", "Before, mean", "Before, worst tenth", "After, mean", "After, worst tenth"],
      rows: measured.map(({ method, personal }) => [
        method,
        percent(personal!.before.mean.mean, 2),
        percent(personal!.before.worstTenth.mean, 2),
        percent(personal!.after.mean.mean, 2),
        percent(personal!.after.worstTenth.mean, 2),
      ]),
    },
  }];
}

function methodTable({ methods }: Summary): ReportSection["table"] {
  const row = (
    { method, seeds, rounds, lastAccuracy, bestAccuracy, bestRounds, wallSeconds, uploadBytes, detail }:
      MethodSummary,
  ) => [
    method,
    String(seeds.length),
    String(rounds),
    percent(lastAccuracy.mean, 2) +
    (seeds.length > 1 ? ` (${percent(lastAccuracy.min, 2)} – ${percent(lastAccuracy.max, 2)})` : ""),
    `${percent(bestAccuracy.mean, 2)} (round ${bestRounds.join(", ")})`,
    detail ? percent(detail.weighted.f1, 2) : "",
    detail ? percent(detail.groupAccuracy, 2) : "",
    wallSeconds.mean.toFixed(1),
    (uploadBytes / 1e6).toFixed(1),
  ];
  return {
    columns: [
      "Method",
      "Seeds",
      "Rounds",
      "Global accuracy, last",
      "Global accuracy, best",
      "F1, weighted",
      "Up to look-alikes",
      "Wall seconds",
      "MB sent up",
    ],
    rows: methods.map(row),
  };
}

function methodSections(
  config: ExperimentConfig,
  { data }: Material,
  runs: readonly Run[],
  summary: Summary,
  method: Run["method"],
): ReportSection[] {
  const run = runs.find((one) => one.method === method && one.rounds.length > 0);
  if (!run) return [];
  const sections: ReportSection[] = [];
  const of = methodsOf(config).length > 1 ? `, ${method}` : "";
  if (run.clients) {
    const { skew, featureSkew, labelCounts } = run.clients;
    sections.push({
      heading: `Who holds what${of}`,
      text:
        `A client holds ${skew.classesPresent.toFixed(1)} of ${data.classes.length} classes on average; ` +
        `${
          percent(skew.totalVariation, 0)
        } of its images would have to change hands for all clients to be alike ` +
        `(mean total variation; Hellinger ${skew.hellinger.toFixed(2)}). Between clients lie ${
          percent(featureSkew.slant, 1)
        } of the differences in slant and ${percent(featureSkew.penWidth, 1)} of those in line width (η²).`,
      figure: partitionHeatMap({ counts: labelCounts, classes: data.classes }),
    });
  }
  const detail = summary.methods.find((one) => one.method === method)?.detail;
  if (!run.predictions || !detail) return sections;
  const counts = confusionOf(run);
  const scored = data.classes.filter((name) => detail.classes[name]);
  return [
    ...sections,
    {
      heading: `What is taken for what${of}`,
      text: "The last model of the first seed on its test images.",
      figure: confusionHeatMap({ counts, classes: data.classes }),
    },
    {
      heading: `The worst classes${of}`,
      figure: classBars({
        classes: scored,
        scores: scored.map((name) => detail.classes[name].recall),
        support: scored.map((name) => detail.classes[name].support),
      }),
    },
    { heading: `Wrongly read images of the worst classes${of}`, images: worstImages(run, detail.classes) },
    {
      heading: `Confused most often${of}`,
      table: {
        columns: ["Pair", "Confusions", "Of their images"],
        rows: detail.lookAlikes.map(({ pair, confusions, rate }) => [
          pair.join(" and "),
          String(confusions),
          percent(rate, 1),
        ]),
      },
    },
  ];
}

/** A row of wrongly read images for each of the worst classes, each with what it was taken for. */
function worstImages(run: Run, scores: Detail["classes"]): ReportSection["images"] {
  const { examples, indices } = run.arrangement.test;
  const wrong = [...indices.keys()].filter((i) => run.predictions![i] !== examples.labels[indices[i]]);
  const worst = Object.entries(scores).sort(([, a], [, b]) => a.recall - b.recall || b.support - a.support);
  return {
    size: IMAGE_SIZE,
    rows: worst.slice(0, WORST_CLASSES).flatMap(([name, { recall, support }]) => {
      const shown = wrong.filter((i) => examples.classes[examples.labels[indices[i]]] === name).slice(
        0,
        IMAGES,
      );
      if (shown.length === 0) return [];
      return [{
        caption: `${name}: ${percent(recall, 0)} of ${support} right`,
        images: shown.map((i) => picture(examples, indices[i])),
        captions: shown.map((i) => examples.classes[run.predictions![i]]),
      }];
    }),
  };
}

function configTable(config: ExperimentConfig): ReportSection["table"] {
  return {
    columns: ["Setting", "Value"],
    rows: Object.entries(config).map(([key, value]) => [
      key,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]),
  };
}
