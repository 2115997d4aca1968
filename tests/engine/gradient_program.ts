/**
 * Prints which SIMD this machine has, and digests of a gradient on the relaxed and on the plain kernels.
 * @module
 */
import { createEngine, detectSimd } from "../../lib/engine/mod.ts";
import { originalNetwork } from "../../lib/model/mod.ts";
import { stream } from "../../lib/random/mod.ts";
import { randomExamples, randomParameters } from "./networks.ts";

/** A digest of the gradient that these kernels compute of the original's network. */
export async function gradientDigest(simd: "relaxed" | "plain"): Promise<string> {
  const topology = originalNetwork();
  const engine = await createEngine(topology, { batchSize: 2, simd });
  engine.parameters.set(randomParameters(engine.parameters.length, stream(3, "parameters")));
  engine.loadBatch(randomExamples(topology, 2, 7), [0, 1]);
  engine.computeGradient();
  return new Uint8Array(await crypto.subtle.digest("SHA-256", engine.gradient.slice())).toHex();
}

if (import.meta.main) {
  const simd = detectSimd();
  console.log(
    JSON.stringify({ simd, relaxed: await gradientDigest("relaxed"), plain: await gradientDigest("plain") }),
  );
}
