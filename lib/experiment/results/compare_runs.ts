import { curves, type CurveSeries, type DataTable, type Figure } from "../../charts/mod.ts";
import { differences, testSetKeys } from "../settings/differences.ts";
import { SETTINGS } from "../settings/table.ts";
import { type Method, methodsOf } from "../run/run.ts";
import type { History } from "./history_file.ts";
import { historiesOf, type KeptRun } from "./kept_run.ts";
import { methodFigures } from "./method_figures.ts";
import { percent } from "../../numbers/mod.ts";
import { seedCurves } from "./seed_curves.ts";
import { spreadText } from "./spread.ts";

/** Runs beside each other. */
export interface Comparison {
  /** Accuracy over the rounds: a curve for each method of each run, with a band where there are several seeds. */
  readonly figure: Figure;
  /** A row for each method of each run. */
  readonly table: DataTable;
  /** The settings in which the runs differ, a row each. */
  readonly settings: DataTable;
  /** What speaks against comparing their accuracies, a sentence each; none where nothing does. */
  readonly warnings: readonly string[];
}

/** A method of a run, as it is named in chart and table. */
interface Curve {
  readonly name: string;
  readonly run: KeptRun;
  readonly method: Method;
  readonly histories: readonly History[];
}

/**
 * Compares finished or unfinished runs, by what their folders hold.
 *
 * @param runs At least two, of different folders.
 */
export function compareRuns(runs: readonly KeptRun[]): Comparison {
  const names = shortNames(runs);
  const compared = runs.flatMap((run, i) =>
    methodsOf(run.config).flatMap((method): Curve[] => {
      const histories = historiesOf(run, method);
      const name = methodsOf(run.config).length > 1 ? `${names[i]}: ${method}` : names[i];
      return histories.length > 0 ? [{ name, run, method, histories }] : [];
    })
  );
  const differing = differences(runs.map(({ config }) => config));
  return {
    figure: curves({ series: compared.map(seriesOf), yTitle: "Test accuracy", yRange: [0, 1] }),
    table: { columns: COLUMNS, rows: compared.map(rowOf) },
    settings: {
      columns: ["setting", ...names],
      rows: differing.map(({ key, values }) => [flagOf(key), ...values]),
    },
    warnings: [...testSetWarnings(runs, names), ...unfinishedWarnings(runs, names)],
  };
}

/** The folders' names; where two are the same, the whole paths. */
function shortNames(runs: readonly KeptRun[]): string[] {
  return runs.map(({ name, folder }) =>
    runs.filter((other) => other.name === name).length > 1 ? folder : name
  );
}

function seriesOf({ name, histories }: Curve): CurveSeries {
  return { name, runs: seedCurves(histories.map(({ rounds }) => rounds), ({ accuracy }) => accuracy) };
}

const COLUMNS = [
  "run",
  "seeds",
  "rounds",
  "accuracy, last",
  "best (round)",
  "MB up",
  "MB down",
  "simulated seconds",
  "wall seconds",
];

function rowOf({ name, run: { config }, histories }: Curve): string[] {
  const figures = methodFigures(histories.map(({ rounds }) => rounds));
  return [
    name,
    histories.map(({ seed }) => seed).join(", "),
    `${figures.rounds}/${config.rounds}`,
    spreadText(figures.lastAccuracy),
    `${percent(figures.bestAccuracy.mean, 1)} (${figures.bestRounds.join(", ")})`,
    (figures.uploadBytes / 1e6).toFixed(1),
    (figures.downloadBytes / 1e6).toFixed(1),
    figures.simulatedSeconds.mean.toFixed(1),
    figures.wallSeconds.mean.toFixed(0),
  ];
}

/** Accuracies on other test images say nothing of each other. */
function testSetWarnings(runs: readonly KeptRun[], names: readonly string[]): string[] {
  const [{ config: first }, ...others] = runs;
  const warnings = others.flatMap(({ config }, i) => {
    const keys = new Set([...testSetKeys(first), ...testSetKeys(config)]);
    const differing = differences([first, config]).filter(({ key }) => keys.has(key));
    if (differing.length === 0) return [];
    const told = differing.map(({ key, values }) =>
      `${flagOf(key)} is ${values[0]} in ${names[0]} and ${values[1]} in ${names[i + 1]}`
    );
    return [
      `${names[i + 1]} cannot be compared with ${names[0]}, it was tested on other images: ` +
      `${told.join("; ")}.`,
    ];
  });
  if (warnings.length > 0 || others.every(({ config }) => config.seed === first.seed)) return warnings;
  return [
    "Their seeds differ, and with them the images drawn and tested on: small differences may be chance.",
  ];
}

function unfinishedWarnings(runs: readonly KeptRun[], names: readonly string[]): string[] {
  return runs.flatMap(({ state }, i) =>
    state === "finished" ? [] : [`${names[i]} is not finished: ${state}.`]
  );
}

function flagOf(key: keyof typeof SETTINGS): string {
  const { flag } = SETTINGS[key] as { readonly flag?: string };
  return flag === undefined ? key : `--${flag}`;
}
