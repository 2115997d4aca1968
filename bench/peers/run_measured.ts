import { UserError } from "../../lib/errors/mod.ts";
import { KEPT_MEMORY } from "./kept_memory.ts";
import { processTree } from "./memory.ts";
import { reasonIn } from "./python.ts";

/** A peer longer than this is given up. */
const LIMIT_SECONDS = 1800;
/** Between two looks at the memory: each costs some milliseconds of the cores that are measured. */
const LOOK_MILLISECONDS = 1000;

/** Against telemetry, chatter, files outside this folder, and memory given back after each step. */
const ENVIRONMENT = {
  ...KEPT_MEMORY,
  FLWR_TELEMETRY_ENABLED: "0",
  FLWR_HOME: `${import.meta.dirname}/data/flwr`,
  RAY_USAGE_STATS_ENABLED: "0",
  TF_CPP_MIN_LOG_LEVEL: "3",
  PYTHONDONTWRITEBYTECODE: "1",
};

/** A program's report and the most memory it and its children held at a time. */
export interface Measured<Report> {
  readonly report: Report;
  readonly peakBytes: number;
}

/** The program could not be run to its end, or printed no report. */
export class ContenderError extends UserError {
  /** Always "ContenderError". */
  override readonly name = "ContenderError";
}

/**
 * Runs a program whose last line is a report in JSON. It is told with `--started` when the command was given.
 *
 * @param cores Pins it to these, by Linux's `taskset`.
 * @throws {ContenderError} With the program's own last words.
 */
export async function runMeasured<Report>(
  command: readonly string[],
  cores: string | undefined,
): Promise<Measured<Report>> {
  const [program, ...args] = cores === undefined ? command : ["taskset", "--cpu-list", cores, ...command];
  const child = new Deno.Command(program, {
    args: [...args, "--started", String(Date.now())],
    env: ENVIRONMENT,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const watch = watchMemory(child.pid);
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    watch.kill();
  }, 1000 * LIMIT_SECONDS);
  const abandon = () => {
    watch.kill();
    Deno.exit(143);
  };
  Deno.addSignalListener("SIGTERM", abandon);
  const { success, code, stdout, stderr } = await child.output();
  Deno.removeSignalListener("SIGTERM", abandon);
  clearTimeout(limit);
  const peakBytes = await watch.stop();
  const line = new TextDecoder().decode(stdout).trim().split("\n").at(-1)!;
  if (success && line.startsWith("{")) return { report: JSON.parse(line), peakBytes };
  if (late) throw new ContenderError(`not done after ${LIMIT_SECONDS} s`);
  throw new ContenderError(
    reasonIn(new TextDecoder().decode(stderr)) ?? `it ended with code ${code}, no report`,
  );
}

function watchMemory(root: number): { stop(): Promise<number>; kill(): void } {
  const ended = Promise.withResolvers<void>();
  let running = true, peakBytes = 0;
  let ids: readonly number[] = [root];
  const looks = (async () => {
    while (running) {
      const pause = Promise.withResolvers<void>();
      const timer = setTimeout(pause.resolve, LOOK_MILLISECONDS);
      await Promise.race([pause.promise, ended.promise]);
      clearTimeout(timer);
      if (!running) return;
      const tree = await processTree(root);
      ids = tree.ids;
      peakBytes = Math.max(peakBytes, tree.bytes);
    }
  })();
  return {
    async stop() {
      running = false;
      ended.resolve();
      await looks;
      return peakBytes;
    },
    kill() {
      for (const id of ids) {
        try {
          Deno.kill(id, "SIGKILL");
        } catch { /* it has ended */ }
      }
    },
  };
}
