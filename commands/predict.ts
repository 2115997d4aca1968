/**
 * `deno task predict IMAGE…`: reads pictures of handwritten expressions.
 * @module
 */
import { inWords, reasonOf } from "../lib/errors/mod.ts";
import { loadRasterizer } from "../lib/charts/static/rasterizer.ts";
import { toText, valueText } from "../lib/expressions/mod.ts";
import { openReader, type Recognition } from "../lib/recognize/mod.ts";
import { annotatedPicture } from "./predict/annotated_picture.ts";
import { onlyDrawingsInto } from "./predict/drawing_writer.ts";
import { failPlainly } from "./shared/fail_plainly.ts";
import { drawingFolders, drawingPath, parsePredict } from "./predict/predict_command.ts";
import { print, printError, printJson } from "./shared/print.ts";
import type { FoundSymbol } from "./predict/overlay.ts";
import { readPicture } from "./predict/read_picture.ts";
import { warnOfSlowPaths } from "./shared/warn_of_slow_paths.ts";
import { displayName } from "../lib/symbols/mod.ts";

/** A symbol below this probability, or a whole reading below this confidence, is marked as doubtful. */
const DOUBTFUL = 0.5;

async function main(): Promise<number> {
  const options = parsePredict(Deno.args);
  if ("help" in options) {
    print(...options.help.split("\n"));
    return 0;
  }
  warnOfSlowPaths();
  using drawings = await onlyDrawingsInto(drawingFolders(options));
  // What the drawings need is loaded meanwhile; what is wrong with it is said where it is used.
  loadRasterizer().catch(() => {});
  const reader = await openReader(options.model, options.pipeline);
  const results: unknown[] = [];
  let failures = 0;
  for (const path of options.images) {
    try {
      const picture = await readPicture(path);
      const recognition = reader.readImage(picture);
      if (!options.json) print(...lines(path, recognition));
      const drawn = await annotatedPicture(picture, foundSymbols(recognition))
        .then((png) => drawings.write(drawingPath(path, options), png))
        .then((drawing) => ({ drawing }), (error) => ({ notDrawn: reasonOf(error) }));
      if ("notDrawn" in drawn) failures++;
      results.push({ ...plainResult(path, recognition), ...drawn });
      if (!options.json) {
        print(`  drawing     ${"drawing" in drawn ? drawn.drawing : `not written: ${drawn.notDrawn}`}`);
      }
    } catch (error) {
      failures++;
      // The next picture is read all the same.
      const words = inWords(error) ?? `The program failed on this picture, which is a fault of it: ${error}.`;
      results.push({ image: path, error: words });
      if (!options.json) printError(path, `  error       ${words}`);
    }
  }
  if (options.json) printJson(results);
  return failures > 0 ? 1 : 0;
}

function foundSymbols({ symbols }: Recognition): FoundSymbol[] {
  return symbols.map(({ box, label, probability }) => ({
    box,
    label: toText({ kind: "symbol", label }),
    isDoubtful: probability < DOUBTFUL,
  }));
}

function plainResult(path: string, { symbols, tree, latex, value, confidence }: Recognition) {
  return {
    image: path,
    expression: toText(tree),
    latex,
    value,
    confidence,
    tree,
    symbols: symbols.map(({ label, box, probability, alternatives }) => ({
      label,
      box,
      probability,
      alternatives,
    })),
  };
}

function lines(path: string, { symbols, tree, latex, value, confidence }: Recognition): string[] {
  const doubtful = symbols.filter(({ probability }) => probability < DOUBTFUL).map((
    { label, alternatives: [other] },
  ) => displayName(label) + (other ? ` (or ${displayName(other.label)})` : ""));
  return [
    path,
    `  expression  ${toText(tree)}`,
    `  LaTeX       ${latex}`,
    `  value       ${valueText(value)}`,
    `  confidence  ${confidence.toFixed(2)}${confidence < DOUBTFUL ? ", low: look at the drawing" : ""}`,
    ...(doubtful.length > 0 ? [`  doubtful    ${doubtful.join(", ")}`] : []),
  ];
}

if (import.meta.main) Deno.exit(await failPlainly(main));
