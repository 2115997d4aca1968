import { projectCommand, readArguments } from "../shared/project_command.ts";
import type { TestChoice } from "../../lib/experiment/mod.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { userPath, userSource } from "../../lib/files/mod.ts";

/** What a command line of `deno task evaluate` asks for. */
export type EvaluateCommand =
  | { readonly kind: "run"; readonly path: string; readonly choice: TestChoice; readonly json: boolean }
  | { readonly kind: "help"; readonly text: string };

const MORE = `
Without --data a model is tested on the images that its run set apart, drawn anew with --pen-width where that is
given. With --data it is tested on all images of that source but those it was trained on, which its run's config.json
tells; without one beside the model nobody knows them, and it says so.

Examples:
  deno task evaluate runs/non-iid
  deno task evaluate runs/non-iid --data ink --seed 2
  deno task evaluate runs/compare/model/iid --data folder:my-symbols --json
`;

/**
 * Reads the arguments of `deno task evaluate`.
 *
 * @throws {UsageError} No model named, an unknown flag, or a value against its rule.
 */
export function parseEvaluateCommand(args: readonly string[]): EvaluateCommand {
  const command = projectCommand("deno task evaluate")
    .usage("MODEL [flags]")
    .description(
      "Tests a saved model on images it was not trained on; a reader's network as a reader uses it.",
    )
    .argument("[model]", "the folder of a run, or of a model in it")
    .option(
      "--data <SOURCE>",
      "images: ink, crohme:PATH, folder:PATH or digits (the run's own test images)",
      userSource,
    )
    .option("--pen-width <NUMBER>", "line width in pixels of drawn strokes (the run's)", penWidthOf)
    .option("--seed <N>", "seed of the images of ink (the run's)", seedOf)
    .option("--json", "everything measured, as JSON");
  const asked = readArguments(command, args);
  if (asked) return { kind: "help", text: asked.help + MORE };
  const [path] = command.args;
  if (path === undefined) throw new UsageError("Name the folder of a run or a model, runs/non-iid say.");
  const { json = false, ...choice } = command.opts<TestChoice & { readonly json?: true }>();
  return { kind: "run", path: userPath(path), choice, json };
}

function penWidthOf(text: string): number {
  if (!(Number(text) > 0 && Number.isFinite(Number(text)))) {
    throw new UsageError(`--pen-width must be a number of pixels above 0, got "${text}".`);
  }
  return Number(text);
}

function seedOf(text: string): number {
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(Number(text))) {
    throw new UsageError(`--seed must be a whole number from 0, below 2^53, got "${text}".`);
  }
  return Number(text);
}
