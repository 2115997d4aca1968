import { join } from "@std/path";
import { completeConfig, type Settings } from "../../lib/experiment/mod.ts";
import { writeConfig } from "../../lib/experiment/results/results.ts";
import { HISTORY_COLUMNS } from "../../lib/experiment/results/history_file.ts";

/** What a run's folder is to hold. */
export interface WrittenRun {
  /** Its settings; of the rest the defaults. */
  readonly settings: Settings;
  /** The accuracies after each round, of each method and seed: `{"iid,1": [0.2, 0.3]}`. */
  readonly accuracies: Readonly<Record<string, readonly number[]>>;
  /** Files it has beside config.json and history.csv, with their texts; default a summary. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Writes a run's folder. Round r sends r MB up and 2r down, and takes r seconds, and 10 r by the simulated clock. */
export function writeRun(
  folder: string,
  { settings, accuracies, files = { "summary.json": "{}" } }: WrittenRun,
): void {
  Deno.mkdirSync(folder, { recursive: true });
  writeConfig(folder, completeConfig({ experiment: "iid", ...settings }));
  const rows = Object.entries(accuracies).flatMap(([run, each]) =>
    each.map((accuracy, i) => {
      const round = i + 1;
      return [run, round, accuracy, 1, round * 1e6, round * 2e6, round * 10, round].join();
    })
  );
  Deno.writeTextFileSync(join(folder, "history.csv"), [HISTORY_COLUMNS.join(), ...rows, ""].join("\n"));
  for (const [name, text] of Object.entries(files)) {
    Deno.mkdirSync(join(folder, name, ".."), { recursive: true });
    Deno.writeTextFileSync(join(folder, name), text);
  }
}
