import { join } from "@std/path";
import * as v from "valibot";
import { UserError } from "../lib/errors/mod.ts";
import { pause } from "./guarded.ts";
import { readIfThere } from "../scripts/read_if_there.ts";

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the ServerApp writes of a round: see cluster/app/strategies.py. */
const RECORD = v.object({
  clients: v.array(v.object({
    node: v.string(),
    client: whole,
    "num-examples": whole,
    steps: whole,
    "training-loss": v.number(),
    "update-norm": v.number(),
    seconds: v.number(),
  })),
  dropped: v.array(v.object({ node: v.string(), client: whole, reason: v.string() })),
  uploadBytes: whole,
  downloadBytes: whole,
  seconds: v.number(),
});

const END = v.object({ ok: v.boolean(), message: v.optional(v.string()) });

/** A round that has ended on the cluster. */
export interface ClusterRound extends v.InferOutput<typeof RECORD> {
  readonly round: number;
  readonly parameters: Float32Array;
}

/** The run on the cluster has ended before its last round; the message says why. */
export class ClusterError extends UserError {
  /** Always "ClusterError". */
  override readonly name = "ClusterError";
}

/** Seconds without a sign of life after which a ServerApp, which gives one every 2 s, is taken for dead. */
const SILENCE = 20;
/** Seconds a ServerApp may take to start. */
const START = 90;
/** Seconds between two looks. */
const LOOK = 0.2;

/**
 * The rounds that a ServerApp writes into its folder, each as it ends.
 *
 * @param limit Seconds a round may take, all waits included.
 * @throws {ClusterError} The ServerApp failed, gave no sign of life, or took too long.
 */
export async function* followRounds(
  folder: string,
  rounds: number,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<ClusterRound> {
  const started = Date.now();
  for (let round = 1; round <= rounds; round++) {
    const since = Date.now();
    let record: string | undefined;
    while ((record = await readIfThere(join(folder, `round-${round}.json`))) === undefined) {
      await pause(LOOK, signal);
      if (signal.aborted) return;
      await checkEnd(folder);
      await checkLife(folder, started);
      if (Date.now() - since > 1000 * limit) throw new ClusterError(`round ${round} took over ${limit} s`);
    }
    const model = join(folder, `round-${round}.f32`);
    const parameters = new Float32Array(new Uint8Array(await Deno.readFile(model)).buffer);
    await Deno.remove(model);
    yield { round, parameters, ...v.parse(RECORD, JSON.parse(record)) };
  }
}

async function checkEnd(folder: string): Promise<void> {
  const text = await readIfThere(join(folder, "end.json"));
  if (text === undefined) return;
  const { ok, message } = v.parse(END, JSON.parse(text));
  if (!ok) throw new ClusterError(`the ServerApp ended: ${message}`);
}

async function checkLife(folder: string, started: number): Promise<void> {
  const sign = await Deno.stat(join(folder, "alive")).catch(() => undefined);
  const silence = (Date.now() - (sign?.mtime?.getTime() ?? started)) / 1000;
  if (sign && silence > SILENCE) {
    throw new ClusterError(
      `the ServerApp has given no sign of life for ${SILENCE} s: has the SuperLink fallen?`,
    );
  }
  if (!sign && silence > START) throw new ClusterError(`the ServerApp has not started within ${START} s`);
}
