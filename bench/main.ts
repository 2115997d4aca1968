/**
 * `deno task bench NAME`: the benchmarks. Without a name, what there is.
 * @module
 */
import { noSuch, UsageError } from "../lib/errors/mod.ts";
import { readOptions } from "./options.ts";
import { failPlainly } from "../commands/shared/fail_plainly.ts";
import { projectCommand, readFlags } from "../commands/shared/project_command.ts";

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
  tfjs: {
    summary: "a step in TensorFlow.js's own model.fit, before and with lib/tfjs_backend; into docs/tfjs.md",
    run: async (args) => (await import("./tfjs_fit.ts")).main(args),
  },
  expressions: {
    summary: "how well handwritten expressions are read; --data crohme:PATH",
    run: async (args) => (await import("./expressions.ts")).main(args),
  },
  gradients: {
    summary: "how far the engine's gradients are from those of TensorFlow.js",
    run: async (args) => {
      readOptions(args, {});
      await import("./gradients.ts");
    },
  },
};

async function main(): Promise<number> {
  const [name = "--help", ...args] = Deno.args;
  if (Object.hasOwn(BENCHMARKS, name)) {
    await BENCHMARKS[name].run(args);
    return 0;
  }
  if (!name.startsWith("-")) throw new UsageError(noSuch("benchmark", name, Object.keys(BENCHMARKS)));
  const list = projectCommand("deno task bench").usage("NAME [flags]").helpCommand(false);
  for (const [name, { summary }] of Object.entries(BENCHMARKS)) list.command(name).summary(summary);
  readFlags(list, Deno.args.length > 0 ? Deno.args : [name]);
  return 0;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
