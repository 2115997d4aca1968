import { basename, dirname, join } from "@std/path";
import type { Pipeline } from "../../lib/recognize/mod.ts";
import { IMAGE_FORMAT_NAMES } from "../../lib/data/files/image/other_format.ts";
import { projectCommand, readArguments } from "../shared/project_command.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { userPath } from "../../lib/files/mod.ts";

/** What is to be read, and how. */
export interface PredictOptions {
  /** Files of pictures, or InkML. */
  readonly images: readonly string[];
  /** Folder of the reader's model. */
  readonly model: string;
  /** How the pictures are read. */
  readonly pipeline: Pipeline;
  /** Whether to print JSON. */
  readonly json: boolean;
  /** The folder of the drawings; without it each is beside its picture. */
  readonly out?: string;
}

/** The model that comes with the project. */
const DEFAULT_MODEL = "data/models/reader";

/**
 * Reads the arguments of `deno task predict`.
 *
 * @throws UsageError where they are wrong.
 */
export function parsePredict(args: readonly string[]): PredictOptions | { readonly help: string } {
  const command = projectCommand("deno task predict")
    .usage("IMAGE… [flags]")
    .description(
      "Reads handwritten expressions: prints each as text and LaTeX with its value and how sure that is, and writes " +
        "IMAGE.annotated.png with what was found where. A file of that name which is none of its drawings is left alone, " +
        "and the next free name taken.",
    )
    .argument("[images...]", `photographs or scans (${IMAGE_FORMAT_NAMES}), or InkML files`)
    .option("--model <DIR>", "folder of a model trained with --images reader", userPath, DEFAULT_MODEL)
    .option(
      "--pipeline <NAME>",
      "contours, or original: the project's original way, to compare with",
      "contours",
    )
    .option(
      "--out <DIR>",
      "folder of the drawings, the one place that is written to; else beside each image",
      userPath,
    )
    .option("--json", "print JSON: an object for each image, with symbols, boxes and syntax tree", false);
  const asked = readArguments(command, args);
  if (asked) return asked;
  const { model, pipeline, json, out } = command.opts<
    { model: string; pipeline: string; json: boolean; out?: string }
  >();
  if (command.args.length === 0) throw new UsageError("Name at least one image to read.");
  if (pipeline !== "contours" && pipeline !== "original") {
    throw new UsageError(`A pipeline is contours or original, got "${pipeline}".`);
  }
  return { images: command.args.map(userPath), model, pipeline, json, ...(out && { out }) };
}

/** Where the drawing of a picture should be. */
export function drawingPath(image: string, { out }: Pick<PredictOptions, "out">): string {
  return `${out === undefined ? image : join(out, basename(image))}.annotated.png`;
}

/** The folders that drawings are written into. */
export function drawingFolders({ images, out }: PredictOptions): string[] {
  return out === undefined ? [...new Set(images.map(dirname))] : [out];
}
