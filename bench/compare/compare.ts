/**
 * `deno task bench NAME --compare BASE`: the working tree beside a revision, in turn, as ratios.
 * @module
 */
import { stopOnSignals } from "../../commands/shared/stop_on_signals.ts";
import { canPin } from "../can_pin.ts";
import { changedFiles, checkOut } from "./checkout.ts";
import { comparisonText } from "./comparison_text.ts";
import type { Pair } from "./ratios.ts";
import { readPair } from "./read_figures.ts";
import { type BenchmarkCall, runBenchmark } from "./run_benchmark.ts";

/**
 * Runs each benchmark in the working tree and in a revision, one after the other, and prints the ratios of runs that
 * stood beside each other. The order changes from pair to pair; a run of each before, which fills caches, is not
 * counted.
 *
 * @param project The root of the working tree.
 * @param revision A branch, a tag or a commit.
 * @returns The exit code: 0, or a signal's.
 * @throws {UserError} The revision cannot be checked out, or a benchmark does not run in both.
 */
export async function compare(
  project: string,
  calls: readonly BenchmarkCall[],
  revision: string,
  pairs: number,
): Promise<number> {
  const stop = stopOnSignals();
  try {
    await using base = await checkOut(project, revision);
    const changed = await changedFiles(project);
    const here = changed === 0 ? "the working tree" : `the working tree with ${files(changed)} not committed`;
    console.log(`Comparing ${here} with ${named(revision, base.commit)}. ${loadText("before")}`);
    const pinned = await canPin();
    for (const { cores, ...call } of calls) {
      const each = { ...call, ...(pinned && { cores }) };
      const runs = {
        base: () => runBenchmark(base.folder, named(revision, base.commit), each, stop.signal),
        here: () => runBenchmark(project, "the working tree", each, stop.signal),
      };
      console.log(`\n${comparisonText(each, base.commit, await runInTurn(runs, pairs))}`);
    }
    console.log(`\n${explanation(pairs)} ${loadText("after")}`);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    throw error;
  }
}

type Runs = { readonly [Side in keyof Pair]: () => Promise<string> };

async function runInTurn({ base, here }: Runs, count: number): Promise<Pair[]> {
  tell("a first run of each …");
  await base();
  await here();
  const pairs: Pair[] = [];
  while (pairs.length < count) {
    tell(`pair ${pairs.length + 1} of ${count} …`);
    const baseFirst = pairs.length % 2 === 1 ? await base() : undefined;
    pairs.push(readPair(await here(), baseFirst ?? await base()));
  }
  tell("");
  return pairs;
}

function explanation(pairs: number): string {
  const rows = 2 ** (pairs - 1);
  const chance = rows === 1 ? "in every row" : `in one row of ${rows}`;
  return "Medians, least and greatest of the pairs. A verdict stands where all pairs agree, by chance " +
    `${chance}.`;
}

function named(revision: string, commit: string): string {
  return revision.startsWith(commit) ? commit : `${revision} (${commit})`;
}

function files(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}

function loadText(when: string): string {
  return `Load ${when}: ${Deno.loadavg()[0].toFixed(2)} on ${navigator.hardwareConcurrency} cores.`;
}

/** Where it is, in place of what was said before; only where somebody looks. */
function tell(text: string): void {
  if (Deno.stderr.isTerminal()) Deno.stderr.writeSync(new TextEncoder().encode(`\r\x1b[K${text}`));
}
