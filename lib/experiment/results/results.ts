import { join } from "@std/path";
import { visibleJson } from "../../charts/mod.ts";
import { saveModel } from "../../model/mod.ts";
import { RUN_FILES } from "./claim_folder.ts";
import { COMPARISON_FILE } from "./comparison_file.ts";
import { historyCsv } from "./history_file.ts";
import type { ExperimentConfig } from "../settings/config.ts";
import type { Material } from "../run/material.ts";
import { type Method, methodsOf, type RoundRecord, type Run } from "../run/run.ts";
import { summarize, type Summary } from "./summary.ts";
import { wallSecondsOf } from "./wall_seconds.ts";
import { writeWholeText } from "../../files/mod.ts";

/** Clears the results of an older run, or a comparison of runs, away from a folder and puts the configuration there. */
export async function startResults(folder: string, config: ExperimentConfig): Promise<void> {
  for (const name of [...RUN_FILES, COMPARISON_FILE]) await removeIfThere(join(folder, name));
  writeConfig(folder, config);
}

/** Writes config.json. */
export function writeConfig(folder: string, config: ExperimentConfig): void {
  writeJson(folder, "config.json", config);
}

/** Removes the report of a run that has gone on since. */
export async function removeReport(folder: string): Promise<void> {
  await Promise.all(["report.html", "curves.svg"].map((name) => removeIfThere(join(folder, name))));
}

async function removeIfThere(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}

/** Writes history.csv and history.json: after each round, so that a kill loses no finished one. */
export function writeHistory(folder: string, runs: readonly Run[]): void {
  const records = runs.flatMap(({ method, seed, rounds }) =>
    rounds.map((round) => ({ method, seed, ...withWallSeconds(round) }))
  );
  writeWholeText(join(folder, "history.csv"), historyCsv(records));
  writeJson(folder, "history.json", records);
}

/**
 * A round with its times named after the clock they are of: they are others in each run, all else is the same. Those of the
 * first round count the training of the start, and say how much that was.
 */
function withWallSeconds(record: RoundRecord) {
  const { seconds: _, startSeconds, clients, ...round } = record;
  return {
    ...round,
    wallSeconds: wallSecondsOf(record),
    ...(startSeconds !== undefined && { startWallSeconds: startSeconds }),
    clients: clients.map(({ seconds, ...client }) => ({ ...client, wallSeconds: seconds })),
  };
}

/** Writes summary.json and the models of the first seed; returns the summary. */
export async function writeSummary(
  folder: string,
  config: ExperimentConfig,
  material: Material,
  runs: readonly Run[],
): Promise<Summary> {
  const summary = summarize(config, material, runs);
  writeJson(folder, "summary.json", summary);
  for (const method of methodsOf(config)) {
    const run = runs.find((one) => one.method === method && one.parameters);
    if (!run) continue;
    const { topology, parameters } = run;
    await saveModel(modelFolder(folder, config, method), {
      topology,
      parameters: parameters!,
      classes: material.data.classes,
    }, config.weightBits);
  }
  return summary;
}

/** Where a method's model goes: model/, or a folder in it where there are several. */
function modelFolder(folder: string, config: ExperimentConfig, method: Method): string {
  return methodsOf(config).length === 1
    ? join(folder, "model")
    : join(folder, "model", method.replace(":", "-"));
}

function writeJson(folder: string, name: string, value: unknown): void {
  writeWholeText(join(folder, name), visibleJson(value, 1) + "\n");
}
