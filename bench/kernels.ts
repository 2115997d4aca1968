/**
 * `deno task bench kernels`: where the time of one training step goes, kernel by kernel.
 * @module
 */
import { ADAM, detectSimd } from "../lib/engine/mod.ts";
import { instantiateKernels, type Kernels } from "../lib/engine/kernels.ts";
import { compile } from "../lib/engine/plan.ts";
import { initialModel } from "../lib/federated/mod.ts";
import { layersOf } from "../lib/model/mod.ts";
import { writeSection } from "./document.ts";
import { WORK, type Work } from "./kernel_work.ts";
import { machineText, thisMachine } from "./machine.ts";
import { markdownTable } from "./markdown_table.ts";
import { loadMaterial, type Material, SEED } from "./material.ts";
import { readOptions } from "./options.ts";
import { peakGigaflops } from "./peak.ts";
import { type Figure, printReport } from "./reports.ts";
import { spread } from "./spread.ts";
import { threeDigits } from "./spread_text.ts";
import { sumOf } from "../lib/numbers/mod.ts";

const IMAGES = 10_000;
const BATCH_SIZE = 32;
const WARM_UP_STEPS = 40;
const STEPS = 200;

/** The calls of one kernel with the same sizes. */
interface Row extends Work {
  readonly kernel: string;
  /** In each step. */
  readonly milliseconds: number[];
}

/** The kernels, each call timed. `endStep` closes the books of a step. */
function timedKernels(kernels: Kernels): { kernels: Kernels; endStep(): void; rows: Map<string, Row> } {
  const rows = new Map<string, Row>();
  const step = new Map<string, number>();
  const timed = (kernel: string, call: (...args: number[]) => unknown) => {
    const workOf = WORK[kernel as keyof typeof WORK] as ((...args: number[]) => Work) | undefined;
    return (...args: number[]) => {
      const start = performance.now();
      const result = call(...args);
      const milliseconds = performance.now() - start;
      const work = workOf?.(...args) ?? { shape: "" };
      const key = `${kernel} ${work.shape}`;
      if (!rows.has(key)) rows.set(key, { kernel, ...work, milliseconds: [] });
      step.set(key, (step.get(key) ?? 0) + milliseconds);
      return result;
    };
  };
  const wrapped = Object.fromEntries(
    Object.entries(kernels).map((
      [name, value],
    ) => [name, typeof value === "function" ? timed(name, value) : value]),
  );
  return {
    kernels: wrapped as unknown as Kernels,
    rows,
    endStep() {
      for (const [key, milliseconds] of step) rows.get(key)!.milliseconds.push(milliseconds);
      step.clear();
    },
  };
}

/** What the engine does in a step, on timed kernels. */
async function timeSteps({ dataset, topology, train }: Material): Promise<{ rows: Row[]; whole: number[] }> {
  const { kernels, rows, endStep } = timedKernels(await instantiateKernels(detectSimd()));
  const plan = compile(kernels, layersOf(topology), BATCH_SIZE);
  const { vectors: { w, g, m, v }, batch, imageBytes, classes, parameterCount, logits } = plan;
  const { buffer } = kernels.memory;
  new Float32Array(buffer, w, parameterCount).set(initialModel({ topology, batchSize: BATCH_SIZE }, SEED));
  const bytes = new Uint8Array(buffer, batch.bytes, BATCH_SIZE * imageBytes);
  const labels = new Uint8Array(buffer, batch.labels, BATCH_SIZE);
  const whole: number[] = [];
  for (let step = 0; step < WARM_UP_STEPS + STEPS; step++) {
    const start = performance.now();
    const from = (step * BATCH_SIZE) % (train.length - BATCH_SIZE);
    train.subarray(from, from + BATCH_SIZE).forEach((index, i) => {
      bytes.set(dataset.images.subarray(index * imageBytes, (index + 1) * imageBytes), i * imageBytes);
      labels[i] = dataset.labels[index];
    });
    kernels.normalize(batch.bytes, plan.input.x, BATCH_SIZE * imageBytes);
    const pass = { images: BATCH_SIZE, first: 0, dropoutSeed: step };
    plan.forward(pass);
    // deno-fmt-ignore
    kernels.softmax_cross_entropy(logits.x, batch.labels, logits.dx, batch.predictions, BATCH_SIZE, classes, 1 / BATCH_SIZE);
    plan.backward(pass);
    const { beta1, beta2, epsilon } = ADAM;
    kernels.adam_step(w, g, m, v, parameterCount, 0.001, beta1, beta2, 1, epsilon);
    whole.push(performance.now() - start);
    endStep();
  }
  for (const row of rows.values()) row.milliseconds.splice(0, WARM_UP_STEPS);
  return { rows: [...rows.values()], whole: whole.slice(WARM_UP_STEPS) };
}

function table(rows: readonly Row[], whole: readonly number[], peak: number): string {
  const median = (values: readonly number[]) => spread(values).median;
  const rate = (operations: number | undefined, milliseconds: number) => {
    if (operations === undefined) return ["", ""];
    const gigaflops = operations / milliseconds / 1e6;
    return [threeDigits(gigaflops), `${(100 * gigaflops / peak).toFixed(0)} %`];
  };
  const lines = rows.toSorted((a, b) => median(b.milliseconds) - median(a.milliseconds)).map((row) => [
    row.kernel,
    row.shape,
    median(row.milliseconds).toFixed(3),
    ...rate(row.operations, median(row.milliseconds)),
  ]);
  const operations = sumOf(rows, (row) => row.operations ?? 0);
  const total = ["the whole step", "", median(whole).toFixed(3), ...rate(operations, median(whole))];
  return markdownTable(["kernel", "sizes", "ms a step", "GFLOP/s", "share of peak"], [...lines, total]);
}

/** Prints the table and puts it into docs/benchmarks.md; `--trial` only prints. */
export async function main(args: readonly string[]): Promise<void> {
  const { trial } = readOptions(args, { trial: false });
  const machine = thisMachine();
  const peak = await peakGigaflops(detectSimd());
  const { rows, whole } = await timeSteps(await loadMaterial(IMAGES, 1));
  const text = `\
One training step of the original's network on one core, batch ${BATCH_SIZE}, kernel by kernel: medians of ${STEPS} steps.
GFLOP/s counts the operations of the direct method, all products of a convolution or of its gradients, so
Winograd's method, and gradients that skip the zeros a max-pool leaves, may exceed the peak. The peak, ${
    peak.toFixed(1)
  } GFLOP/s, is what
one core does in chains of 128-bit multiply-adds that stay in registers (${detectSimd()} SIMD).

${table(rows, whole, peak)}

Machine: ${machineText(machine)} Deno ${Deno.version.deno}. Command: \`deno task bench kernels\`.`;
  console.log(text);
  const figure = (name: string, milliseconds: readonly number[]): Figure => ({
    name,
    unit: "ms",
    value: spread(milliseconds).min,
  });
  printReport({
    figures: [
      ...rows.map(({ kernel, shape, milliseconds }) => figure(`${kernel} ${shape}`.trim(), milliseconds)),
      figure("the whole step", whole),
    ],
  });
  if (!trial) await writeSection("docs/benchmarks.md", "kernels", text);
}

if (import.meta.main) await main(Deno.args);
