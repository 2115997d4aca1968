import { csvTable, type DataTable } from "../../charts/mod.ts";
import type { Figure, Row } from "./rows.ts";
import type { Sweep } from "./sweep_file.ts";

/** The table for readers: accuracies in percent, mean ± deviation where there are several seeds. */
export function sweepTable({ axes, target }: Sweep, rows: readonly Row[]): DataTable {
  const personal = rows.some((row) => row.personal),
    attacked = rows.some((row) => row.attackSuccess),
    hidden = rows.some((row) => row.epsilon !== undefined);
  return {
    columns: [
      ...axes.map(({ name }) => name),
      "Seeds",
      "Global accuracy, last, %",
      "Global accuracy, best, % (round)",
      "MB up",
      "MB down",
      "Simulated s",
      ...(target === undefined
        ? []
        : [`Rounds to ${target}`, `MB up to ${target}`, `MB down to ${target}`, `Simulated s to ${target}`]),
      ...(attacked ? ["Attack success, last, %"] : []),
      ...(hidden ? ["ε spent"] : []),
      ...(personal ? PERSONAL_COLUMNS : []),
    ],
    rows: rows.map((row) => {
      const several = row.seeds.length > 1;
      const percent = (value: Figure) => shown(value, several, 100, 1);
      const { toTarget } = row;
      const reached = (value: Figure | undefined, scale: number, digits: number) =>
        value
          ? shown(value, toTarget!.reached > 1, scale, digits) +
            (toTarget!.reached < row.seeds.length
              ? ` (${toTarget!.reached} of ${row.seeds.length} seeds)`
              : "")
          : "not reached";
      return [
        ...row.names,
        row.seeds.length,
        percent(row.last),
        `${percent(row.best)} (${row.bestRound.mean.toFixed(0)})`,
        megabytes(row.uploadBytes.mean),
        megabytes(row.downloadBytes.mean),
        row.simulatedSeconds.mean.toFixed(1),
        ...(toTarget
          ? [
            reached(toTarget.rounds, 1, 1),
            reached(toTarget.uploadBytes, 1e-6, 1),
            reached(toTarget.downloadBytes, 1e-6, 1),
            reached(toTarget.simulatedSeconds, 1, 1),
          ]
          : []),
        ...(attacked ? [row.attackSuccess ? percent(row.attackSuccess) : ""] : []),
        ...(hidden ? [row.epsilon?.toPrecision(3) ?? ""] : []),
        ...(personal
          ? row.personal
            ? [row.personal.before, row.personal.beforeWorst, row.personal.after, row.personal.afterWorst]
              .map(percent)
            : ["", "", "", ""]
          : []),
      ];
    }),
  };
}

const PERSONAL_COLUMNS = [
  "Clients' own images, mean, %",
  "worst tenth, %",
  "after fine-tuning, mean, %",
  "worst tenth after, %",
];

/** All figures, unrounded, a row a combination: for spreadsheets. */
export function sweepCsv({ axes }: Sweep, rows: readonly Row[]): string {
  const columns = [
    ...axes.map(({ name }) => name),
    "seeds",
    "rounds",
    ...FIGURES.flatMap(([name]) => [name, `${name} deviation`]),
  ];
  const lines = rows.map((row) => [
    ...row.names,
    row.seeds.length,
    row.rounds,
    ...FIGURES.flatMap(([, of]): (string | number)[] => {
      const value = of(row);
      return value ? [value.mean, value.deviation] : ["", ""];
    }),
  ]);
  return csvTable({ columns, rows: lines });
}

const FIGURES: readonly (readonly [name: string, of: (row: Row) => Figure | undefined])[] = [
  ["last accuracy", (row) => row.last],
  ["best accuracy", (row) => row.best],
  ["best round", (row) => row.bestRound],
  ["upload bytes", (row) => row.uploadBytes],
  ["download bytes", (row) => row.downloadBytes],
  ["simulated seconds", (row) => row.simulatedSeconds],
  ["attack success", (row) => row.attackSuccess],
  ["epsilon", ({ epsilon }) => epsilon === undefined ? undefined : { mean: epsilon, deviation: 0 }],
  ["rounds to target", (row) => row.toTarget?.rounds],
  ["upload bytes to target", (row) => row.toTarget?.uploadBytes],
  ["download bytes to target", (row) => row.toTarget?.downloadBytes],
  ["simulated seconds to target", (row) => row.toTarget?.simulatedSeconds],
  ["personal accuracy", (row) => row.personal?.before],
  ["personal accuracy, worst tenth", (row) => row.personal?.beforeWorst],
  ["tuned personal accuracy", (row) => row.personal?.after],
  ["tuned personal accuracy, worst tenth", (row) => row.personal?.afterWorst],
];

function shown({ mean, deviation }: Figure, several: boolean, scale: number, digits: number): string {
  const text = (scale * mean).toFixed(digits);
  return several ? `${text} ± ${(scale * deviation).toFixed(digits)}` : text;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
