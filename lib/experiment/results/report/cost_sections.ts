import {
  curves,
  type CurveSeries,
  megabytesSoFar,
  type ReportSection,
  runningSum,
  trainingCost,
} from "../../../charts/mod.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import { methodsOf, type RoundRecord, type Run } from "../../run/run.ts";

/** Rounds of which nothing differs by more than this share are taken for alike. */
const ALIKE = 0.01;

/**
 * What training cost, of each method's first seed, as far as a chart says more than the figures do: time and bytes where
 * methods can be compared, and accuracy against bytes and simulated time where these are not the same in every round, when
 * the curve would have the shape of accuracy over the rounds.
 */
export function costSections(config: ExperimentConfig, runs: readonly Run[]): ReportSection[] {
  const costs = methodsOf(config).flatMap((name) => {
    const run = runs.find(({ method, rounds }) => method === name && rounds.length > 0);
    return run ? [{ name, rounds: run.rounds, accuracy: run.rounds.map(({ accuracy }) => accuracy) }] : [];
  });
  const hasCurves = costs.some(({ rounds }) => rounds.length > 1);
  if (!hasCurves) return [];
  const sent = costs.filter(({ name }) => name !== "central");
  const accuracyAgainst = (xTitle: string, series: CurveSeries[]) =>
    curves({ series, yTitle: "Test accuracy", xTitle, yRange: [0, 1] });
  return [
    ...(costs.length < 2 ? [] : [{
      heading: "Cost",
      text:
        "Time on this machine, tests included, and what was sent up and down; central training sends nothing.",
      figure: trainingCost({ series: costs }),
    }]),
    ...(isEven(sent, ({ uploadBytes, downloadBytes }) => uploadBytes + downloadBytes) ? [] : [{
      heading: "Accuracy by bytes",
      text: `The first seed; up by ${config.up}, down by ${config.down}.`,
      figure: accuracyAgainst(
        "Megabytes so far, up and down",
        sent.map(({ name, accuracy, rounds }) => ({ name, runs: [accuracy], x: megabytesSoFar(rounds) })),
      ),
    }]),
    ...(isEven(costs, ({ simulatedSeconds }) => simulatedSeconds) ? [] : [{
      heading: "Accuracy by simulated time",
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
    }]),
  ];
}

/** Whether a cost is the same in every round of every method. */
function isEven(
  costs: readonly { readonly rounds: readonly RoundRecord[] }[],
  of: (round: RoundRecord) => number,
): boolean {
  const values = costs.flatMap(({ rounds }) => rounds.map(of));
  return Math.max(...values) <= (1 + ALIKE) * Math.min(...values);
}
