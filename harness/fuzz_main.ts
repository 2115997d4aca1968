/**
 * `deno task harness:fuzz [CASES] [TARGET]`: everything that reads what others have written is given damaged and
 * hostile inputs, 20,000 each. A case that hangs, dies without words or fills the memory is told by its number.
 * @module
 */
import { join } from "@std/path";
import type { FuzzAnswer, FuzzRequest } from "./fuzz/fuzz_worker.ts";
import { LONGEST } from "./fuzz/fuzz.ts";
import { targetsIn } from "./fuzz/targets.ts";

const SEED = 1;
/** The most memory that the process may hold, in bytes: what Deno starts with, and what a reader may take. */
const MOST_MEMORY = 1.5e9;

const cases = Number(Deno.args[0] ?? 20_000);
await Deno.mkdir("runs", { recursive: true });
const folder = await Deno.makeTempDir({ dir: "runs", prefix: "harness-fuzz-" });
let failed = 0;
try {
  for (const [i, { name }] of targetsIn(folder).entries()) {
    if (Deno.args[1] && !name.includes(Deno.args[1])) continue;
    const own = join(folder, `${i}`);
    await Deno.mkdir(own);
    const start = performance.now();
    const outcome = await watched({
      name,
      folder: own,
      cases,
      seed: SEED,
      progress: new Int32Array(new SharedArrayBuffer(4)),
    });
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    if (typeof outcome === "string") {
      failed++;
      console.log(`${name}: ${outcome}`);
      continue;
    }
    const { report: { read, refused, failures, slowest }, memory } = outcome;
    failed += failures.length + (memory > MOST_MEMORY ? 1 : 0);
    console.log(
      `${name}: ${cases} cases in ${seconds} s; ${read} read, ${refused} refused in words, ${failures.length} failures; ` +
        `slowest ${(1000 * slowest).toFixed(0)} ms, memory ${(memory / 1e6).toFixed(0)} MB at most`,
    );
    failures.slice(0, 5).forEach(({ number, what }) => console.log(`  case ${number}: ${what}`));
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
Deno.exit(failed > 0 ? 1 : 0);

/** Runs a target's cases in a worker, and ends it where one case takes too long. */
async function watched(request: FuzzRequest): Promise<FuzzAnswer | string> {
  const worker = new Worker(new URL("./fuzz/fuzz_worker.ts", import.meta.url), { type: "module" });
  const { promise, resolve } = Promise.withResolvers<FuzzAnswer | string>();
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    resolve(`the worker died at case ${request.progress[0]}: ${event.message}`);
  };
  worker.postMessage(request);
  let last = -1, since = performance.now();
  const timer = setInterval(() => {
    const now = Atomics.load(request.progress, 0);
    if (now !== last) last = now, since = performance.now();
    else if (performance.now() - since > 4000 * LONGEST) resolve(`case ${now} hangs`);
  }, 500);
  const outcome = await promise;
  clearInterval(timer);
  worker.terminate();
  return outcome;
}
