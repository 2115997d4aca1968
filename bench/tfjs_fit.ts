/**
 * A training step of the network in TensorFlow.js's own `model.fit`, on its wasm backend as
 * it comes and with the fast kernels, kernel by kernel.
 * @module
 */
import process from "node:process";
import * as tf from "@tensorflow/tfjs";
import { initialModel } from "../lib/federated/mod.ts";
import { toTfjs } from "../lib/model/tfjs.ts";
import type { FastKernel } from "../lib/tfjs_backend/backend.ts";
import { loadKernels } from "../lib/tfjs_backend/kernels.ts";
import { registerFastKernels } from "../lib/tfjs_backend/mod.ts";
import { FAST_KERNELS } from "../lib/tfjs_backend/register.ts";
import { writeSection } from "./document.ts";
import { machineText, thisMachine } from "./machine.ts";
import { markdownTable } from "./markdown_table.ts";
import { loadMaterial, type Material, SEED } from "./material.ts";
import { readOptions } from "./options.ts";
import { floatBatch } from "./peers/float_batch.ts";
import { type Spread, spread } from "./spread.ts";
import { spreadText } from "./spread_text.ts";
import { timedBlocks } from "./timed.ts";
import { sumOf } from "../lib/numbers/mod.ts";

const BATCH_SIZE = 32;
const STEPS = 20;
const IMAGES = 800;
const BLOCKS = 7;
/** Kernels that take less, before and after, share the line "others". */
const SHOWN_MILLISECONDS = 0.2;

/** Of one step. */
interface Measured {
  readonly wall: Spread;
  readonly cpu: Spread;
  /** Calls and processor milliseconds, by kernel. */
  readonly kernels: ReadonlyMap<string, { readonly calls: number; readonly milliseconds: number }>;
}

/** Without it nothing trains (tensorflow/tfjs#8474): the one kernel that "before" has of ours. */
async function addMissingKernel(): Promise<void> {
  await import("@tensorflow/tfjs-backend-wasm");
  await tf.setBackend("wasm");
  await loadKernels();
  const kernelName = "Conv2DBackpropFilter";
  const kernelFunc = FAST_KERNELS[kernelName] as FastKernel & tf.KernelConfig["kernelFunc"];
  tf.registerKernel({ kernelName, backendName: "wasm", kernelFunc });
}

async function measure({ dataset, topology, train }: Material): Promise<Measured> {
  const model = await toTfjs(topology, initialModel({ topology, batchSize: BATCH_SIZE }, SEED));
  model.compile({ optimizer: tf.train.adam(0.001), loss: "categoricalCrossentropy" });
  const { pixels, labels } = floatBatch(dataset, train.subarray(0, STEPS * BATCH_SIZE));
  const x = tf.tensor4d(pixels, [labels.length, 45, 45, 1]);
  const y = tf.oneHot(tf.tensor1d(labels, "int32"), dataset.classes.length).toFloat();
  const fit = () => model.fit(x, y, { batchSize: BATCH_SIZE, verbose: 0 });
  await fit();
  const { wall, cpu } = await timedBlocks(BLOCKS, 1, fit);
  const kernels = await measureKernels(fit);
  tf.dispose([x, y]);
  model.dispose();
  const perStep = (values: readonly number[]) => spread(values.map((value) => value / STEPS));
  return { wall: perStep(wall), cpu: perStep(cpu), kernels };
}

/** Each kernel's least time of all blocks. */
async function measureKernels(fit: () => Promise<unknown>): Promise<Measured["kernels"]> {
  const milliseconds = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const block = new Map<string, { calls: number; milliseconds: number }>();
  const least = new Map<string, { calls: number; milliseconds: number }>();
  const configs = tf.getKernelsForBackend("wasm");
  const originals = configs.map(({ kernelFunc }) => kernelFunc);
  configs.forEach((config, i) => {
    config.kernelFunc = (call) => {
      const start = milliseconds();
      const result = originals[i](call);
      const sum = block.get(config.kernelName) ?? { calls: 0, milliseconds: 0 };
      sum.calls += 1 / STEPS, sum.milliseconds += (milliseconds() - start) / STEPS;
      block.set(config.kernelName, sum);
      return result;
    };
  });
  for (let i = 0; i < BLOCKS; i++) {
    block.clear();
    await fit();
    for (const [name, sum] of block) {
      if (sum.milliseconds < (least.get(name)?.milliseconds ?? Infinity)) least.set(name, sum);
    }
  }
  configs.forEach((config, i) => config.kernelFunc = originals[i]);
  return least;
}

function table(before: Measured, after: Measured): string {
  const names = [...new Set([...before.kernels.keys(), ...after.kernels.keys()])];
  const time = ({ kernels }: Measured, name: string) => kernels.get(name)?.milliseconds ?? 0;
  const calls = ({ kernels }: Measured, name: string) => kernels.get(name)?.calls.toFixed(0) ?? "–";
  const shown = names.filter((name) => Math.max(time(before, name), time(after, name)) >= SHOWN_MILLISECONDS)
    .sort((a, b) => time(before, b) - time(before, a));
  const rest = names.filter((name) => !shown.includes(name));
  const total = (measured: Measured, of: readonly string[]) => sumOf(of, (name) => time(measured, name));
  const row = (name: string, a: number, b: number) => [name, "", a.toFixed(2), "", b.toFixed(2)];
  const outside = (measured: Measured) => Math.max(0, measured.cpu.min - total(measured, names));
  return markdownTable(["kernel", "calls before", "ms before", "calls after", "ms after"], [
    ...shown.map((name) => [
      name,
      calls(before, name),
      time(before, name).toFixed(2),
      calls(after, name),
      time(after, name).toFixed(2),
    ]),
    row("other kernels", total(before, rest), total(after, rest)),
    row("outside kernels", outside(before), outside(after)),
    row("the whole step", before.cpu.min, after.cpu.min),
  ]);
}

/** Prints the table and puts it into docs/tfjs.md; `--trial` only prints. */
export async function main(args: readonly string[]): Promise<void> {
  const { trial } = readOptions(args, { trial: false });
  const machine = thisMachine();
  const material = await loadMaterial(IMAGES, 1);
  await addMissingKernel();
  const before = await measure(material);
  await registerFastKernels();
  const after = await measure(material);
  const totals = markdownTable(["a step", "before", "after"], [
    ["milliseconds by the clock", spreadText(before.wall), spreadText(after.wall)],
    ["milliseconds of processor", spreadText(before.cpu), spreadText(after.cpu)],
  ]);
  const text = `\
${totals}

Median (least–greatest) of ${BLOCKS} blocks of ${STEPS} steps, batch ${BATCH_SIZE}. By kernel, the least processor
time of ${BLOCKS} blocks:

${table(before, after)}

Machine: ${
    machineText(machine)
  } Deno ${Deno.version.deno}, TensorFlow.js ${tf.version.tfjs}. Command, on one core:
\`taskset -c 0 deno run --allow-read --allow-write=data/cache,docs --allow-sys bench/tfjs_fit.ts\`.`;
  console.log(text);
  if (!trial) await writeSection("docs/tfjs.md", "fit", text);
}

if (import.meta.main) await main(Deno.args);
