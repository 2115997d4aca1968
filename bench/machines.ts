/**
 * `deno task bench machines`: what plain SIMD costs, and the memory that the main tasks take.
 * @module
 */
import { writeSection } from "./document.ts";
import { machineText, thisMachine } from "./machine.ts";
import { markdownTable } from "./markdown_table.ts";
import { measuredTasks } from "./measured_tasks.ts";
import { readOptions } from "./options.ts";
import { peakMemory } from "./peak_memory.ts";
import { type Figure, printReport, type StepReport } from "./reports.ts";
import { type Spread, spread } from "./spread.ts";
import { spreadText } from "./spread_text.ts";
import { canPin } from "./can_pin.ts";

const PAGE = "docs/machines.md";
const PAIRS = 5;
/** What V8 takes for its heap at most where a machine has 4 GB. */
const SMALL_HEAP = "--max-old-space-size=1024";

/** Least milliseconds of a step and of an evaluation in processor time, which other programs disturb least. */
interface StepTimes {
  readonly training: number;
  readonly evaluation: number;
}

async function stepTimes(simd: "relaxed" | "plain"): Promise<StepTimes> {
  const pin = await canPin() ? ["taskset", "--cpu-list", "0"] : [];
  const bench = [Deno.execPath(), "task", "--quiet", "bench", "step", "--simd", simd];
  const [program, ...args] = [...pin, ...bench, "--steps", "2", "--blocks", "200"];
  const { stdout } = await new Deno.Command(program, { args, stderr: "inherit" }).output();
  const { training, evaluation }: StepReport = JSON.parse(new TextDecoder().decode(stdout));
  return { training: spread(training.cpu).min, evaluation: spread(evaluation!.cpu).min };
}

/** Plain over relaxed, of runs side by side. */
async function simdTable(): Promise<{ table: string; figures: Figure[] }> {
  const pairs: Record<"relaxed" | "plain", StepTimes>[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    pairs.push({ relaxed: await stepTimes("relaxed"), plain: await stepTimes("plain") });
  }
  const of = (value: (pair: (typeof pairs)[number]) => number): Spread => spread(pairs.map(value));
  const row = (name: string, key: keyof StepTimes) => {
    const [relaxed, plain] = [of(({ relaxed }) => relaxed[key]), of(({ plain }) => plain[key])];
    const ratio = of(({ relaxed, plain }) => plain[key] / relaxed[key]);
    return { cells: [name, ...[relaxed, plain, ratio].map(spreadText)], name, relaxed, plain };
  };
  const rows = [row("a training step", "training"), row("evaluation of a batch", "evaluation")];
  return {
    table: markdownTable(
      ["processor milliseconds, one core", "relaxed SIMD", "plain SIMD", "plain ÷ relaxed"],
      rows.map(({ cells }) => cells),
    ),
    figures: rows.flatMap(({ name, relaxed, plain }) => [
      { name: `${name}, relaxed SIMD`, unit: "ms", value: relaxed.median },
      { name: `${name}, plain SIMD`, unit: "ms", value: plain.median },
    ]),
  };
}

async function memoryTable(data: string): Promise<{ table: string; figures: Figure[] }> {
  const figures: Figure[] = [];
  await using tasks = await measuredTasks(data);
  for (const { name, args } of tasks.list) {
    const bytes = await peakMemory(args, { DENO_V8_FLAGS: SMALL_HEAP });
    figures.push({ name, unit: "MB", value: bytes / 1e6 });
  }
  const rows = figures.map(({ name, value }) => [`\`${name}\``, value.toFixed(0)]);
  return { table: markdownTable(["task", "MB at most"], rows), figures };
}

/**
 * Prints both tables and puts them into docs/machines.md. Flags: `--data crohme:PATH` measures all of its symbols as
 * well; `--trial` only prints.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { data, trial } = readOptions(args, { data: "", trial: false });
  const machine = machineText(thisMachine());
  const simd = await simdTable(), memory = await memoryTable(data);
  const command = ["deno task bench machines", ...(data ? ["--data crohme:FOLDER"] : [])].join(" ");
  const about = `Machine: ${machine} Deno ${Deno.version.deno}. Command: \`${command}\`.`;
  const simdText = `${simd.table}\n\nMedian (least–greatest) of ${PAIRS} pairs of runs. ${about}`;
  const memoryText =
    `${memory.table}\n\nThe most that the process held, all threads together, on ${navigator.hardwareConcurrency} workers, with V8's heap bounded to 1 GB as on a machine with 4 GB. ${about}`;
  console.log(`${simdText}\n\n${memoryText}`);
  printReport({ figures: [...simd.figures, ...memory.figures] });
  if (trial) return;
  await writeSection(PAGE, "simd", simdText);
  await writeSection(PAGE, "memory", memoryText);
}

if (import.meta.main) await main(Deno.args);
