/**
 * `deno task bench NAME`: the benchmarks. Without a name, what there is.
 * @module
 */

interface Benchmark {
  readonly summary: string;
  run(args: readonly string[]): Promise<void>;
}

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  step: {
    summary: "milliseconds of a training step and of evaluating a batch; --workers 2 for two cores",
    run: async (args) => (await import("./step.ts")).main(args),
  },
  experiment: {
    summary: "seconds a round of federated averaging; --images, --clients, --rounds, --workers",
    run: async (args) => (await import("./experiment.ts")).main(args),
  },
  kernels: {
    summary: "where a step's time goes, kernel by kernel; into docs/benchmarks.md",
    run: async (args) => (await import("./kernels.ts")).main(args),
  },
  cost: {
    summary: "seconds a round against clients, images and workers; into docs/cost.json and charts",
    run: async (args) => (await import("./cost.ts")).main(args),
  },
  peers: {
    summary: "the same work in Keras, PyTorch, TensorFlow.js, jax-js and Flower; into docs/benchmarks.md",
    run: async (args) => (await import("./peers/run.ts")).main(args),
  },
  gradients: {
    summary: "how far the engine's gradients are from those of TensorFlow.js",
    run: async () => void await import("./gradients.ts"),
  },
};

const [name = "", ...args] = Deno.args;
if (Object.hasOwn(BENCHMARKS, name)) {
  await BENCHMARKS[name].run(args);
} else {
  if (name) console.error(`There is no benchmark "${name}".\n`);
  console.log("deno task bench NAME\n");
  for (const [name, { summary }] of Object.entries(BENCHMARKS)) {
    console.log(`  ${name.padEnd(12)}${summary}`);
  }
  if (name) Deno.exit(2);
}
