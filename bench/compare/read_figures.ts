import type { ExperimentReport, Figure, FiguresReport, StepReport } from "../reports.ts";
import type { Pair } from "./ratios.ts";
import { spread } from "../spread.ts";

/**
 * The figures in what a benchmark printed in two checkouts: of their last lines, reports in JSON. Of the blocks or
 * rounds of a run the least counts, since other programs only ever add to it. Where one of them has no report yet, as
 * once `bench kernels`, both are read from the table that it printed.
 */
export function readPair(here: string, base: string): Pair {
  const reports = { here: reportIn(here), base: reportIn(base) };
  return reports.here && reports.base
    ? { here: figuresOf(reports.here), base: figuresOf(reports.base) }
    : { here: figuresInTable(here), base: figuresInTable(base) };
}

/** Whether a benchmark printed something that can be compared. */
export function hasFigures(output: string): boolean {
  return reportIn(output) !== undefined || figuresInTable(output).length > 0;
}

type Report = StepReport | ExperimentReport | FiguresReport;

function reportIn(output: string): Report | undefined {
  const last = output.trimEnd().split("\n").at(-1)!;
  return last.startsWith("{") ? JSON.parse(last) : undefined;
}

function figuresOf(report: Report): readonly Figure[] {
  if ("figures" in report) return report.figures;
  const least = (name: string, unit: string, values: readonly number[]): Figure => ({
    name,
    unit,
    value: spread(values).min,
  });
  const firstStep: Figure = { name: "first step", unit: "s", value: report.firstStepSeconds };
  if ("roundSeconds" in report) return [least("round", "s", report.roundSeconds), firstStep];
  const { training, evaluation } = report;
  return [
    least("training step", "ms", training.wall),
    least("training step, processor", "ms", training.cpu),
    ...(evaluation
      ? [
        least("evaluation of a batch", "ms", evaluation.wall),
        least("evaluation of a batch, processor", "ms", evaluation.cpu),
      ]
      : []),
    firstStep,
  ];
}

function figuresInTable(output: string): Figure[] {
  return output.split("\n").flatMap(kernelRow);
}

/** A row of the table of kernels: "| gram | 32 × 128 × 82 | 0.017 | …". */
function kernelRow(line: string): Figure[] {
  const [, kernel, sizes, text] = line.split("|").map((cell) => cell.trim());
  if (text === undefined || !/^\d+\.\d+$/.test(text)) return [];
  const decimals = text.split(".")[1].length;
  return [{ name: `${kernel} ${sizes}`.trim(), unit: "ms", value: Number(text), rounding: 10 ** -decimals }];
}
