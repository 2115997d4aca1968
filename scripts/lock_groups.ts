import packages from "../imports.json" with { type: "json" };

/** Tasks that share one lock file, so that none fetches packages that only another needs. */
export interface LockGroup {
  /** The name of locks/NAME.json. */
  readonly name: string;
  /** The folder whose deno.json says what package names mean. */
  readonly folder: "." | "notebooks";
  /** The programs and modules it is for, as paths from the project's folder; the workers they start are found. */
  readonly entries: readonly string[];
  /** Packages that they import by a name Deno does not see. */
  readonly packages?: readonly string[];
}

/** The rooms of lib/ that the notebooks import. */
const ROOMS = [
  "assess",
  "charts",
  "data",
  "drawing",
  "engine",
  "expressions",
  "federated",
  "metrics",
  "model",
  "partition",
  "random",
  "recognize",
  "symbols",
];

/** The groups of tasks for users; everything else goes by deno.lock, which has all packages. */
export const LOCK_GROUPS: readonly LockGroup[] = [
  {
    name: "experiment",
    folder: ".",
    entries: [
      "commands/experiment.ts",
      "commands/sweep.ts",
      "commands/evaluate.ts",
      "commands/runs.ts",
      "cluster/main.ts",
    ],
  },
  { name: "predict", folder: ".", entries: ["commands/predict.ts"] },
  { name: "data", folder: ".", entries: ["commands/data.ts"] },
  { name: "digits", folder: ".", entries: ["commands/digits.ts"], packages: [packages.imports.mnist] },
  { name: "lab", folder: ".", entries: ["lab/lab_main.ts"] },
  { name: "notebooks", folder: "notebooks", entries: ROOMS.map((room) => `lib/${room}/mod.ts`) },
];
