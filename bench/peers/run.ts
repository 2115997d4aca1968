/**
 * `deno task bench peers`: the same work in other frameworks and in ours, in turn.
 * @module
 */
import { basename, join } from "@std/path";
import { toSvg } from "../../lib/charts/mod.ts";
import { canPin } from "../can_pin.ts";
import { writeSection } from "../document.ts";
import { busyCores } from "../busy_cores.ts";
import { thisMachine } from "../machine.ts";
import { readOptions } from "../options.ts";
import type { ExperimentReport, StepReport } from "../reports.ts";
import { spread } from "../spread.ts";
import { threeDigits } from "../spread_text.ts";
import { writeFormatted } from "../write_formatted.ts";
import { readIfThere } from "../../scripts/read_if_there.ts";
import { type Amount, asked, type Contender, CONTENDERS, CORES, withCompared } from "./contenders.ts";
import { main as exportData } from "./export_data.ts";
import { install } from "./python.ts";
import { merged, type Missing, type Repeat, type Result, type Results, withRatios } from "./results.ts";
import { resultsChart } from "./results_chart.ts";
import { resultsText } from "./results_text.ts";
import { ContenderError, runMeasured } from "./run_measured.ts";

const CHART = "docs/benchmarks.svg";
const STORED = join(import.meta.dirname!, "results.json");
/** How long the machine is watched before each run. */
const WATCH_MILLISECONDS = 500;

/** A contender that can run, and what it has shown so far. */
interface Running {
  readonly contender: Contender;
  readonly repeats: Repeat[];
  versions: Readonly<Record<string, string>>;
}

async function runOnce(
  { contender, repeats, ...running }: Running,
  amount: Amount,
  cores?: string,
): Promise<Running> {
  const command = contender.command(amount);
  const busy = await busyCores(WATCH_MILLISECONDS);
  const { report, peakBytes } = await runMeasured<StepReport | ExperimentReport>(command, cores);
  const { firstStepSeconds, versions } = report;
  const common = { firstStepSeconds, peakBytes, busyCores: busy };
  const median = (values: readonly number[]) => spread(values).median;
  const repeat: Repeat = "training" in report
    ? {
      time: median(report.training.wall),
      processor: median(report.training.cpu),
      ...(report.evaluation && { evaluationMilliseconds: median(report.evaluation.wall) }),
      ...common,
    }
    : {
      time: median(report.roundSeconds),
      ...(report.processorSeconds && { processor: median(report.processorSeconds) }),
      accuracy: report.accuracies.at(-1),
      ...common,
    };
  return { ...running, contender, repeats: [...repeats, repeat], versions };
}

/**
 * Runs the contenders `--repeats` times in turn: all at their best settings, or those of `--only NAMES`, or with
 * `--settings` the other settings that were tried; always with what they are compared with. What others have shown
 * before is kept. Flags besides: `--images`, `--rounds`, and `--trial`, which prints the tables and writes no file.
 */
export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    only: "",
    settings: false,
    repeats: 5,
    images: 10_000,
    rounds: 3,
    trial: false,
  });
  const names = asked(options.only, options.settings);
  const contenders = withCompared(names);
  const machine = thisMachine();
  const missing: Missing[] = [];
  const leaveOut = ({ name, title, group, settings, triedFor }: Contender, reason: string) => {
    missing.push({ name, title: triedFor === undefined ? title : `${title}, ${settings}`, group, reason });
    console.log(`${name}: left out, ${reason}`);
  };

  let running: Running[] = [];
  for (const contender of contenders) {
    const reason = contender.requirements && await install(contender.requirements);
    if (reason === undefined) running.push({ contender, repeats: [], versions: {} });
    else leaveOut(contender, reason);
  }
  await exportData(["--images", String(options.images)]);

  const pinned = await canPin();
  for (let repeat = 1; repeat <= options.repeats; repeat++) {
    const next: Running[] = [];
    for (const one of running) {
      const { contender } = one;
      try {
        const done = await runOnce(one, options, pinned ? CORES[contender.group] : undefined);
        next.push(done);
        const { time, peakBytes } = done.repeats.at(-1)!;
        const unit = contender.group === "experiment" ? "s a round" : "ms a step";
        console.log(
          `${repeat}. ${contender.name}: ${threeDigits(time)} ${unit}, ${threeDigits(peakBytes / 1e6)} MB`,
        );
      } catch (error) {
        if (!(error instanceof ContenderError)) throw error;
        leaveOut(contender, error.message);
      }
    }
    running = next;
  }

  const date = new Date().toISOString().slice(0, 10);
  const fresh: Results = {
    machine,
    command: commandOfAll(options),
    images: options.images,
    pinned,
    results: withRatios(running.map(({ contender, repeats, versions }): Result => {
      const { name, title, group, settings, triedFor } = contender;
      return { name, title, group, settings, triedFor, date, repeats, versions };
    })),
    missing,
  };
  const stored = await readIfThere(STORED);
  const results = merged(
    stored === undefined ? undefined : JSON.parse(stored),
    fresh,
    names,
    CONTENDERS.map(({ name }) => name),
  );
  const text = resultsText(results);
  console.log(`\n${text}`);
  if (options.trial) return;
  await writeFormatted(STORED, JSON.stringify(results));
  await Deno.mkdir("docs", { recursive: true });
  await Deno.writeTextFile(CHART, await toSvg(resultsChart(results.results)));
  await writeSection("docs/benchmarks.md", "peers", `![Times beside ours](${basename(CHART)})\n\n${text}`);
}

/** The command of a whole run with these amounts. */
function commandOfAll({ images, rounds }: Amount): string {
  return [
    "deno task bench peers",
    ...(images === 10_000 ? [] : ["--images", images]),
    ...(rounds === 3 ? [] : ["--rounds", rounds]),
  ].join(" ");
}

if (import.meta.main) await main(Deno.args);
