/**
 * `deno task evaluate MODEL`: tests a saved model.
 * @module
 */
import { createPool } from "../lib/engine/mod.ts";
import { loadSymbolModel } from "../lib/recognize/classify/mod.ts";
import {
  evaluate,
  evaluationJson,
  evaluationLines,
  findSavedRun,
  testImages,
} from "../lib/experiment/mod.ts";
import { parseEvaluateCommand } from "./evaluate/evaluate_command.ts";
import { failPlainly } from "./shared/fail_plainly.ts";
import { print, printJson } from "./shared/print.ts";
import { warnOfSlowPaths } from "./shared/warn_of_slow_paths.ts";

async function main(): Promise<number> {
  const command = parseEvaluateCommand(Deno.args);
  if (command.kind === "help") {
    print(...command.text.split("\n"));
    return 0;
  }
  warnOfSlowPaths();
  const { path, choice, json } = command;
  const run = findSavedRun(path);
  const model = await loadSymbolModel(run.folder);
  const images = await testImages(run, model, choice);
  const executor = createPool();
  const found = await evaluate(model, images, executor);
  executor.close();
  if (json) printJson(evaluationJson(run.folder, images, found));
  else print(...evaluationLines(images, found));
  return 0;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
