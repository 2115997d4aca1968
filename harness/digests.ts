/**
 * Prints digests of what this machine computes, as JSON: machines whose digests are equal compute the same bytes.
 * @module
 */
import { drawInk } from "../lib/data/mod.ts";
import { inlineExecutor, type Simd } from "../lib/engine/mod.ts";
import { central, federated, type RunOptions } from "../lib/federated/mod.ts";
import { originalNetwork } from "../lib/model/mod.ts";
import { iid } from "../lib/partition/mod.ts";

const SEED = 1, IMAGES = 64, CLIENTS = 2, ROUNDS = 2;

/** What was computed, and its SHA-256 in short. */
export type Digests = Readonly<Record<string, string>>;

async function digest(values: ArrayBufferView<ArrayBuffer>): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", values));
  return bytes.subarray(0, 8).toHex();
}

/** The functions that a language leaves to the machine's library. */
function mathFunctions(): Float64Array<ArrayBuffer> {
  const { sin, cos, tan, atan2, exp, log, tanh, cbrt, hypot } = Math;
  return Float64Array.from({ length: 20_000 }, (_, i) => {
    const x = (i + 1) / 97;
    return sin(x) + cos(x) + tan(x) + atan2(x, 3) + exp(-x / 9) + log(x) + tanh(x / 50) + x ** 0.37 +
      cbrt(x) +
      hypot(x, 2);
  });
}

async function trained(simd: Simd): Promise<Digests> {
  const examples = drawInk({ count: IMAGES, seed: SEED });
  const indices = Uint32Array.from({ length: IMAGES }, (_, i) => i);
  const options: RunOptions = {
    network: { topology: originalNetwork({ classes: examples.classes.length }), batchSize: 32, simd },
    examples,
    rounds: ROUNDS,
    optimizer: { kind: "adam", learningRate: 0.001 },
    seed: SEED,
    executor: inlineExecutor(),
  };
  const rounds = federated({ ...options, partition: iid(indices, { clients: CLIENTS, seed: SEED }) });
  const epochs = central({ ...options, indices });
  const last = async (all: AsyncIterable<{ parameters: Float32Array }>) =>
    (await Array.fromAsync(all)).at(-1)!.parameters.slice();
  return {
    [`${CLIENTS} clients, ${ROUNDS} rounds, ${simd} SIMD`]: await digest(await last(rounds)),
    [`central, ${ROUNDS} epochs, ${simd} SIMD`]: await digest(await last(epochs)),
  };
}

const digests: Digests = {
  "functions of Math": await digest(mathFunctions()),
  [`${IMAGES} images of ink`]: await digest(drawInk({ count: IMAGES, seed: SEED }).images.slice()),
  ...await trained("relaxed"),
  ...await trained("plain"),
};
console.log(JSON.stringify({ machine: `${Deno.build.os} ${Deno.build.arch}`, digests }));
