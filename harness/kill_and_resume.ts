import { join } from "@std/path";
import { checkpointFolder, readCheckpoint } from "../lib/experiment/mod.ts";
import { type Random, stream } from "../lib/random/mod.ts";
import { experimentProcess } from "./experiment_process.ts";
import { outcomeOf } from "./outcome.ts";

/** What is broken off, and how often. */
export interface KillOptions {
  /** Arguments of `deno task experiment`, without --out. */
  readonly args: readonly string[];
  /** Where the results may go. */
  readonly folder: string;
  /** How many times a process is killed. */
  readonly kills: number;
  /** Decides the times. */
  readonly seed: number;
}

/** What came of it. */
export interface KillReport {
  /** Processes that were killed before they had ended. */
  readonly kills: number;
  /** Kills after which there was a checkpoint to go on from. */
  readonly resumed: number;
  /** Runs that were finished in the end, each the same to the bit as the one that was never broken off. */
  readonly finished: number;
  /** Checkpoints found after a kill: each one whole. */
  readonly checkpoints: number;
}

/**
 * Kills runs (SIGKILL) at random times and resumes them until they are finished; then compares parameters and
 * history with an unbroken run's.
 *
 * @throws {Error} A process ends with an error, a checkpoint is not whole, or a result differs.
 */
export async function killAndResume({ args, folder, kills, seed }: KillOptions): Promise<KillReport> {
  const random = stream(seed, "kill");
  const unbroken = join(folder, "unbroken"), broken = join(folder, "broken");
  const start = performance.now();
  await ended(experimentProcess([...args, "--out", unbroken]).spawn());
  const longest = performance.now() - start;
  const expected = await outcomeOf(unbroken);
  const report = { kills: 0, resumed: 0, finished: 0, checkpoints: 0 };
  while (report.kills < kills) {
    await Deno.remove(broken, { recursive: true }).catch(ignoreMissing);
    while (true) {
      const begun = await exists(join(broken, "config.json"));
      const child = experimentProcess(begun ? ["--resume", broken] : [...args, "--out", broken]).spawn();
      if (report.kills >= kills || !(await killed(child, random, longest))) {
        await ended(child);
        break;
      }
      report.kills++;
      const whole = await wholeCheckpoints(broken);
      report.checkpoints += whole;
      if (whole > 0) report.resumed++;
    }
    const got = await outcomeOf(broken);
    if (got !== expected) {
      throw new Error(`after ${report.kills} kills the result is ${got}, unbroken ${expected}`);
    }
    report.finished++;
  }
  return report;
}

const STATUS = new WeakMap<Deno.ChildProcess, Promise<string>>();

/** Kills it after a random time; false where it has ended before. */
async function killed(child: Deno.ChildProcess, random: Random, longest: number): Promise<boolean> {
  STATUS.set(child, new Response(child.stderr).text());
  const timer = Promise.withResolvers<undefined>();
  const id = setTimeout(timer.resolve, random() * longest, undefined);
  const status = await Promise.race([child.status, timer.promise]);
  clearTimeout(id);
  if (status) return false;
  child.kill("SIGKILL");
  const { signal } = await child.status;
  await STATUS.get(child);
  return signal === "SIGKILL";
}

async function ended(child: Deno.ChildProcess): Promise<void> {
  const told = await (STATUS.get(child) ?? new Response(child.stderr).text());
  const { code } = await child.status;
  if (code !== 0) throw new Error(`a run ended with exit code ${code}: ${told}`);
}

/** Reads all checkpoints of a folder, which fails at one that is not whole; returns their number. */
async function wholeCheckpoints(folder: string): Promise<number> {
  let whole = 0;
  const checkpoints = checkpointFolder(folder);
  if (!(await exists(checkpoints))) return whole;
  for await (const { name } of Deno.readDir(checkpoints)) {
    if (!name.endsWith(".checkpoint")) continue;
    readCheckpoint(join(checkpoints, name));
    whole++;
  }
  return whole;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
