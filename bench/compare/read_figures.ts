import type { ExperimentReport, Figure, FiguresReport, StepReport } from "../reports.ts";
import { spread } from "../spread.ts";

/**
 * The figures in what a benchmark printed: of its last line, a report in JSON. Of the blocks or rounds of a run the
 * least counts, since other programs only ever add to it. What `bench kernels` printed before it had a report, a
 * table, is read as well.
 *
 * @returns None where there is neither.
 */
export function readFigures(output: string): readonly Figure[] {
  const lines = output.trim().split("\n");
  const last = lines.at(-1)!;
  if (!last.startsWith("{")) return lines.flatMap(kernelRow);
  const report = JSON.parse(last) as StepReport | ExperimentReport | FiguresReport;
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

/** A row of the table of kernels: "| gram | 32 × 128 × 82 | 0.017 | …". */
function kernelRow(line: string): Figure[] {
  const [, kernel, sizes, text] = line.split("|").map((cell) => cell.trim());
  if (text === undefined || !/^\d+\.\d+$/.test(text)) return [];
  const decimals = text.split(".")[1].length;
  return [{ name: `${kernel} ${sizes}`.trim(), unit: "ms", value: Number(text), rounding: 10 ** -decimals }];
}
