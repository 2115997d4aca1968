/**
 * `deno task evaluate MODEL --data SOURCE`: tests a saved model.
 * @module
 */
import { loadData, READER_CLASSES, size } from "../data/mod.ts";
import { createPool } from "../engine/mod.ts";
import { evaluateModel } from "../federated/mod.ts";
import { confusionMatrix } from "../metrics/mod.ts";
import { loadClassifier, loadSymbolModel } from "../recognize/mod.ts";
import { failPlainly } from "./fail_plainly.ts";
import { print, printJson } from "./print.ts";
import { readerLines, readerScores } from "./reader_scores.ts";
import { detail } from "./summary.ts";
import { detailLine } from "./summary_lines.ts";
import { projectCommand, readArguments } from "./project_command.ts";
import { UsageError } from "./usage_error.ts";
import { userPath, userSource } from "./user_path.ts";

interface Options {
  readonly data: string;
  readonly penWidth?: number;
  readonly seed: number;
  readonly json?: true;
}

function parse(args: readonly string[]): { folder: string; options: Options } | { help: string } {
  const number = (text: string) => {
    if (!(Number(text) > 0)) {
      throw new UsageError(`A pen's width and a seed are numbers above 0, got "${text}".`);
    }
    return Number(text);
  };
  const command = projectCommand("deno task evaluate")
    .usage("MODEL --data SOURCE [flags]")
    .description("Tests a saved model on all images of a source; a reader's network on those of a reader.")
    .argument("[model]", "its folder, with model.json: runs/non-iid/model")
    .option("--data <SOURCE>", "the images: ink, crohme:PATH, folder:PATH or digits", userSource, "ink")
    .option("--pen-width <NUMBER>", "line width in pixels where strokes are drawn", number)
    .option("--seed <N>", "seeds the images of ink", number, 1)
    .option("--json", "everything measured, as JSON");
  const asked = readArguments(command, args);
  if (asked) return asked;
  const [folder] = command.args;
  if (folder === undefined) throw new UsageError("Name the folder of a model, runs/non-iid/model say.");
  return { folder: userPath(folder), options: command.opts<Options>() };
}

async function main(): Promise<number> {
  const parsed = parse(Deno.args);
  if ("help" in parsed) {
    print(...parsed.help.split("\n"));
    return 0;
  }
  const { folder, options: { data, penWidth, seed, json } } = parsed;
  const model = await loadSymbolModel(folder);
  if (String(model.classes) === String(READER_CLASSES)) return await evaluateReader(folder, parsed.options);
  const { dataset, skips, notes } = await loadData(data, { seed, penWidth });
  if (String(dataset.classes) !== String(model.classes)) {
    throw new UsageError(
      `The model has ${model.classes.length} classes, ${data} has ${dataset.classes.length} others.`,
    );
  }
  const executor = createPool();
  const indices = Uint32Array.from({ length: size(dataset) }, (_, i) => i);
  const network = { topology: model.topology, batchSize: 32 };
  const { accuracy, loss, predictions } = await evaluateModel(executor, network, model.parameters, {
    examples: dataset,
    indices,
  });
  executor.close();
  const found = detail(confusionMatrix(dataset.labels, predictions, dataset.classes.length), dataset.classes);
  if (json) {
    printJson({ model: folder, data, images: indices.length, accuracy, loss, ...found, skips });
    return 0;
  }
  print(...notes, ...skips.map(({ count, reason }) => `left out: ${count} × ${reason}`));
  print(
    `accuracy ${(100 * accuracy).toFixed(2)} %, loss ${
      loss.toFixed(4)
    } on ${indices.length} images of ${data}`,
  );
  print(detailLine(found));
  return 0;
}

/** Tests a reader's network on single symbols and wrong groups. */
async function evaluateReader(folder: string, { data, seed, json }: Options): Promise<number> {
  const classifier = await loadClassifier(folder);
  const reader = { copies: 0, surroundings: classifier.channels > 1 };
  const { dataset, skips, notes } = await loadData(data, { seed, reader });
  const scores = readerScores(dataset, classifier.classify(dataset.images, size(dataset)));
  if (json) {
    printJson({ model: folder, data, ...scores, skips });
    return 0;
  }
  print(...notes, ...skips.map(({ count, reason }) => `left out: ${count} × ${reason}`));
  print(...readerLines(scores));
  return 0;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
