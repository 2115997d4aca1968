import { join } from "@std/path";
import { checkpointFolder, readCheckpoint } from "../lib/experiment/mod.ts";
import { stream } from "../lib/random/mod.ts";
import { experimentProcess } from "./experiment_process.ts";

/** What is stopped, and how often. */
export interface StopOptions {
  /** Arguments of `deno task experiment`, without --out; of a run that lasts longer than `within`. */
  readonly args: readonly string[];
  /** Where the results may go. */
  readonly folder: string;
  /** How many times. */
  readonly times: number;
  /** Seconds from its start within which a run is stopped. */
  readonly within: number;
  /** Decides the times. */
  readonly seed: number;
}

/** Seconds each run took to end after SIGINT and SIGTERM, in turn; every checkpoint found was whole. */
export async function stopInTime({ args, folder, times, within, seed }: StopOptions): Promise<number[]> {
  const random = stream(seed, "stop");
  const seconds: number[] = [];
  for (let i = 0; i < times; i++) {
    const out = join(folder, `${i}`);
    const child = experimentProcess([...args, "--out", out]).spawn();
    const told = new Response(child.stderr).text();
    await new Promise((done) => setTimeout(done, 1000 * within * random()));
    const start = performance.now();
    child.kill(i % 2 === 0 ? "SIGINT" : "SIGTERM");
    const { code } = await child.status;
    seconds.push((performance.now() - start) / 1000);
    if (![130, 143].includes(code)) throw new Error(`ended with exit code ${code}: ${await told}`);
    await told;
    try {
      for (const { name } of Deno.readDirSync(checkpointFolder(out))) {
        if (name.endsWith(".checkpoint")) readCheckpoint(join(checkpointFolder(out), name));
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return seconds;
}
