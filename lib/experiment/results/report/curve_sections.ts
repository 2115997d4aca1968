import {
  curves,
  type CurveSeries,
  type Figure,
  type ReferenceLine,
  type ReportSection,
} from "../../../charts/mod.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import { methodsOf, type RoundRecord, type Run } from "../../run/run.ts";
import { seedCurves } from "../seed_curves.ts";

/** What the original reports on its 20 % of the Kaggle set, which was rendered from CROHME's ink. */
const ORIGINAL: readonly ReferenceLine[] = [
  { name: "original, IID", value: 0.91, like: "iid" },
  { name: "original, non-IID", value: 0.69, like: "non-iid" },
];

/** Accuracy over the rounds: the chart that a report begins with. */
export function accuracySection(config: ExperimentConfig, runs: readonly Run[]): ReportSection {
  const epochs = methodsOf(config).includes("central") ? " A round of central training is an epoch." : "";
  const original = isComparable(config) ? " Dashed: what the original project reports." : "";
  return {
    heading: "Accuracy",
    text: `On the test images, which no client holds, after each round.${epochs} ${
      seedsText(config)
    }${original}`,
    figure: accuracyCurves(config, runs),
  };
}

/** The chart of accuracy over the rounds. */
export function accuracyCurves(config: ExperimentConfig, runs: readonly Run[]): Figure {
  return curves({
    series: seriesOf(config, runs, ({ accuracy }) => accuracy),
    yTitle: "Test accuracy",
    yRange: [0, 1],
    ...(isComparable(config) && { references: ORIGINAL }),
  });
}

/** Loss over the rounds, where there is a curve of it. */
export function lossSections(config: ExperimentConfig, runs: readonly Run[]): ReportSection[] {
  const series = seriesOf(config, runs, ({ loss }) => loss);
  if (
    !series.some((one) => one.runs.some((losses) => Array.from(losses).filter(Number.isFinite).length > 1))
  ) return [];
  return [{
    heading: "Loss",
    text: "Mean cross-entropy on the test images, in nats: it rises where a model is sure of wrong answers.",
    figure: curves({ series, yTitle: "Test loss, nats" }),
  }];
}

/** Whether the original's figures are of images that are comparable: CROHME's ink, split at random. */
function isComparable({ data, split }: ExperimentConfig): boolean {
  return /^(crohme|folder):/.test(data) && split.startsWith("random");
}

function seedsText({ seeds, seed }: ExperimentConfig): string {
  return seeds > 1 ? `Bands: least to most of seeds ${seed} to ${seed + seeds - 1}.` : `One seed, ${seed}.`;
}

/** One curve a method over the rounds that all its seeds finished. */
function seriesOf(
  config: ExperimentConfig,
  runs: readonly Run[],
  of: (round: RoundRecord) => number,
): CurveSeries[] {
  return methodsOf(config).flatMap((method): CurveSeries[] => {
    const seeds = runs.filter((run) => run.method === method && run.rounds.length > 0);
    return seeds.length > 0
      ? [{ name: method, runs: seedCurves(seeds.map(({ rounds }) => rounds), of) }]
      : [];
  });
}
