/**
 * `deno task harness:fuzz [CASES] [TARGET]`: everything that reads what others have written is given damaged and
 * hostile inputs, 20,000 each, and one as large as its bounds allow. A case that hangs, dies without words or fills the
 * memory is told by its number. Each target has a process of its own, whose memory is measured.
 * @module
 */
import { failPlainly } from "../commands/shared/fail_plainly.ts";
import { print } from "../commands/shared/print.ts";
import { projectCommand, readFlags } from "../commands/shared/project_command.ts";
import { wholeNumber } from "../commands/shared/whole_number.ts";
import { noSuch, UsageError } from "../lib/errors/mod.ts";
import type { FuzzAnswer, FuzzRequest } from "./fuzz/fuzz_worker.ts";
import { LONGEST } from "./fuzz/fuzz.ts";
import type { Target } from "./fuzz/target.ts";
import { targetsIn } from "./fuzz/targets.ts";

const SEED = 1;

async function main(): Promise<number> {
  const command = projectCommand("deno task harness:fuzz")
    .usage("[CASES] [TARGET]")
    .description("Gives damaged and hostile inputs to everything that reads what others have written.")
    .argument("[cases]", "inputs for each target", wholeNumber("CASES", 1), 20_000)
    .argument("[target]", "only the target of this name, or those with this in their names");
  const [cases, wanted] = readFlags(command, Deno.args).processedArgs as [number, string | undefined];
  const all = targetsIn("."), named = all.filter(({ name }) => name === wanted);
  const targets = named.length > 0 ? named : all.filter(({ name }) => name.includes(wanted ?? ""));
  if (targets.length === 0) throw new UsageError(noSuch("target", wanted!, all.map(({ name }) => name)));
  if (targets.length === 1) return await fuzzHere(targets[0], cases) ? 0 : 1;
  let failed = 0;
  for (const { name } of targets) {
    const args = ["task", "--quiet", "harness:fuzz", `${cases}`, name];
    const { success } = await new Deno.Command(Deno.execPath(), { args, stdout: "inherit" }).spawn().status;
    if (!success) failed++;
  }
  return failed > 0 ? 1 : 0;
}

/** Lets a target read its cases and says what came of it; false where something failed. */
async function fuzzHere({ name, memory }: Target, cases: number): Promise<boolean> {
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "harness-fuzz-" });
  try {
    const start = performance.now();
    const progress = new Int32Array(new SharedArrayBuffer(4));
    const { answer, most, mostLargest } = await watched({ name, folder, cases, seed: SEED, progress });
    if (typeof answer === "string") {
      console.log(`${name}: ${answer}`);
      return false;
    }
    const seconds = (performance.now() - start) / 1000;
    const { report: { read, refused, failures, slowest }, largest, largestSeconds } = answer;
    console.log(
      `${name}: ${cases} cases in ${seconds.toFixed(0)} s; ${read} read, ${refused} refused in words, ` +
        `${failures.length} failures; slowest ${(1000 * slowest).toFixed(0)} ms, memory ${
          mega(most)
        } MB at most; ` +
        `the largest inputs: ${largest} in ${largestSeconds.toFixed(1)} s, memory ${mega(mostLargest)} MB ` +
        `of ${mega(memory)} MB allowed`,
    );
    failures.slice(0, 5).forEach(({ number, what }) => print(`  case ${number}: ${what}`));
    return failures.length === 0 && largest === "read" && Math.max(most, mostLargest) <= memory;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What a worker answered, or how it failed; and the memory held meanwhile, in bytes. */
interface Watched {
  readonly answer: FuzzAnswer | string;
  readonly most: number;
  readonly mostLargest: number;
}

/** Runs a target's cases in a worker, and ends it where one takes too long. */
async function watched(request: FuzzRequest): Promise<Watched> {
  const worker = new Worker(new URL("./fuzz/fuzz_worker.ts", import.meta.url), { type: "module" });
  const { promise, resolve } = Promise.withResolvers<FuzzAnswer | string>();
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    resolve(`the worker died at case ${request.progress[0]}: ${event.message}`);
  };
  worker.postMessage(request);
  let last = -1, since = performance.now(), most = 0, mostLargest = 0;
  const timer = setInterval(() => {
    const now = Atomics.load(request.progress, 0), { rss } = Deno.memoryUsage();
    if (now < 0) mostLargest = Math.max(mostLargest, rss);
    else most = Math.max(most, rss);
    if (now !== last) last = now, since = performance.now();
    else if (performance.now() - since > 12_000 * LONGEST) resolve(`case ${now} hangs`);
  }, 20);
  const answer = await promise;
  clearInterval(timer);
  worker.terminate();
  return { answer, most, mostLargest };
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

if (import.meta.main) Deno.exit(await failPlainly(main));
