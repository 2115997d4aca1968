/**
 * `deno task bench start`: how long a user waits before training begins.
 * @module
 */
import { join } from "@std/path";
import { UsageError, UserError } from "../lib/errors/mod.ts";
import { userSource } from "../lib/files/mod.ts";
import { writeSection } from "./document.ts";
import { machineText, thisMachine } from "./machine.ts";
import { markdownTable } from "./markdown_table.ts";
import { readOptions } from "./options.ts";
import { type Figure, printReport } from "./reports.ts";
import { spread } from "./spread.ts";
import { spreadText } from "./spread_text.ts";
import type { Made } from "./start/make_images.ts";
import { timeFirstStep } from "./start/time_first_step.ts";

/** Where experiments prepare their images. */
const CACHE = "data/cache";

/** Seeds from here on are nobody's: their images are not prepared yet. */
const UNUSED_SEED = 900_000_000;

/** Something measured again and again, in seconds. */
interface Row {
  readonly what: string;
  readonly measure: (run: number) => Promise<number>;
}

/**
 * Makes a source's images in a process of its own.
 *
 * @throws {UserError} With that process's own words.
 */
async function makeImages(source: string, workers: number): Promise<Made> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-q", "--lock=deno.lock", "--frozen", "--no-prompt", "--allow-read"],
      ...[join("bench", "start", "make_images.ts"), source, `${workers}`],
    ],
  }).output();
  if (!success) throw new UserError(new TextDecoder().decode(stderr).trim().replace(/^error: /, ""));
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** The first step of an experiment whose images are not prepared; what it prepares is removed. */
async function timeUnprepared(run: number): Promise<number> {
  const before = new Set(prepared());
  const seconds = await timeFirstStep("--seed", `${UNUSED_SEED + run}`);
  for (const name of prepared()) if (!before.has(name)) await Deno.remove(join(CACHE, name));
  return seconds;
}

function prepared(): string[] {
  return Array.from(Deno.readDirSync(CACHE), ({ name }) => name).filter((name) => name.endsWith(".fedink"));
}

/** Measures all rows in turn, so many times. */
async function measureAll(rows: readonly Row[], runs: number): Promise<number[][]> {
  const seconds: number[][] = rows.map(() => []);
  for (let run = 0; run < runs; run++) {
    for (const [i, { what, measure }] of rows.entries()) {
      seconds[i].push(await measure(run));
      console.log(`${what}: ${seconds[i].at(-1)!.toFixed(3)} s`);
    }
  }
  return seconds;
}

/**
 * Prints a table and puts it into docs/benchmarks.md; `--trial` only prints. With `--data crohme:PATH` reading that is
 * measured too.
 *
 * @throws {UsageError} The flags are wrong.
 * @throws {DataError} There is nothing to read.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { trial, runs, data } = readOptions(args, { trial: false, runs: 5, data: "" });
  if (data !== "" && !/^crohme:./.test(data)) {
    throw new UsageError(`--data must be crohme:PATH, got "${data}".`);
  }
  const machine = thisMachine();
  const images = data === "" ? 0 : (await makeImages(userSource(data), 2)).images;
  await timeFirstStep(); // prepares the images
  const rows: Row[] = [
    { what: "first step, images prepared", measure: () => timeFirstStep() },
    { what: "first step, 10,000 images drawn first", measure: timeUnprepared },
    ...[1, 2].flatMap((workers): Row[] => {
      const made = async (source: string) => (await makeImages(source, workers)).seconds;
      const by = workers === 1 ? "one thread" : `${workers} workers`;
      return [
        { what: `drawing 10,000 images of ink, ${by}`, measure: () => made("ink") },
        ...data === ""
          ? []
          : [{ what: `reading and drawing ${images} symbols, ${by}`, measure: () => made(userSource(data)) }],
      ];
    }),
  ];
  const seconds = await measureAll(rows, runs);
  const text = `\
Seconds, medians of ${runs} runs in turn with the least and the greatest. The first step: from the command
\`deno task experiment iid\` to the end of the first training step on a worker, all else as by default. Images: made in a
new process, from its first line to the last image.${data === "" ? "" : " The symbols: CROHME's, packed."}

${markdownTable(["what", "seconds"], rows.map(({ what }, i) => [what, spreadText(spread(seconds[i]))]))}

Machine: ${machineText(machine)} Deno ${Deno.version.deno}. Command: \`deno task bench start${
    data === "" ? "" : " --data crohme:PATH"
  }\`.`;
  console.log(text);
  printReport({
    figures: rows.map(({ what }, i): Figure => ({ name: what, unit: "s", value: spread(seconds[i]).min })),
  });
  if (!trial) await writeSection("docs/benchmarks.md", "start", text);
}

if (import.meta.main) await main(Deno.args);
