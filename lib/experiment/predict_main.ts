/**
 * `deno task predict IMAGE…`: reads pictures of handwritten expressions.
 * @module
 */
import { openRenderer } from "../charts/mod.ts";
import { InkmlError } from "../data/crohme/mod.ts";
import { openReader } from "../expressions/mod.ts";
import { ReadingError, type Recognition, toText, valueText } from "../recognize/mod.ts";
import { annotated, DOUBTFUL } from "./annotated.ts";
import { failPlainly } from "./fail_plainly.ts";
import { parsePredict } from "./predict_command.ts";
import { print, printError, printJson } from "./print.ts";
import { readPicture } from "./read_picture.ts";

async function main(): Promise<number> {
  const options = parsePredict(Deno.args);
  if ("help" in options) {
    print(...options.help.split("\n"));
    return 0;
  }
  const reader = await openReader(options.model, options.pipeline);
  using renderer = openRenderer();
  const results: unknown[] = [];
  let failures = 0;
  for (const path of options.images) {
    try {
      const picture = await readPicture(path);
      const recognition = reader.read(picture);
      const drawing = `${path}.annotated.png`;
      await Deno.writeFile(drawing, await renderer.png(annotated(picture, recognition)));
      results.push(plainResult(path, recognition));
      if (!options.json) print(...lines(path, recognition, drawing));
    } catch (error) {
      if (!isPlain(error)) throw error;
      failures++;
      results.push({ image: path, error: error.message });
      if (!options.json) printError(path, `  error       ${error.message}`);
    }
  }
  if (options.json) printJson(results);
  return failures > 0 ? 1 : 0;
}

/** Errors of one picture: the next is still read. */
function isPlain(error: unknown): error is Error {
  return [
    ReadingError,
    InkmlError,
    Deno.errors.NotFound,
    Deno.errors.PermissionDenied,
    Deno.errors.NotCapable,
  ]
    .some((kind) => error instanceof kind) ||
    error instanceof Error && /^Is a directory|EISDIR/.test(error.message);
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

function lines(
  path: string,
  { symbols, tree, latex, value, confidence }: Recognition,
  drawing: string,
): string[] {
  const doubtful = symbols.filter(({ probability }) => probability < DOUBTFUL).map((
    { label, alternatives: [other] },
  ) => other ? `${label} (or ${other.label})` : label);
  return [
    path,
    `  expression  ${toText(tree)}`,
    `  LaTeX       ${latex}`,
    `  value       ${valueText(value)}`,
    `  confidence  ${confidence.toFixed(2)}${confidence < DOUBTFUL ? ", low: look at the drawing" : ""}`,
    ...(doubtful.length > 0 ? [`  doubtful    ${doubtful.join(", ")}`] : []),
    `  drawing     ${drawing}`,
  ];
}

if (import.meta.main) Deno.exit(await failPlainly(main));
