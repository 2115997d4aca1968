/**
 * Run by `deno task bench start` in a process of its own: makes the images of a source, `ink` or `crohme:PATH`, as at the first
 * time, with so many workers, and prints how long that took.
 * @module
 */
import { parseDataSpec, SOURCES } from "../../lib/data/mod.ts";
import { failPlainly } from "../../commands/shared/fail_plainly.ts";
import { ownHelpers } from "../../lib/data/helpers/own_helpers.ts";

/** What is printed. */
export interface Made {
  readonly seconds: number;
  readonly images: number;
}

async function main(): Promise<number> {
  const [text, workers] = Deno.args;
  const { name, path } = parseDataSpec(text), source = await SOURCES[name]();
  const start = performance.now();
  const { dataset } = await source.load({ path, seed: 1 }, ownHelpers(Number(workers)));
  const made: Made = { seconds: (performance.now() - start) / 1000, images: dataset.labels.length };
  console.log(JSON.stringify(made));
  return 0;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
