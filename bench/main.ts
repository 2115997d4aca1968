/**
 * `deno task bench NAME`: the benchmarks. Without a name, what there is. With `--compare BASE`, beside a revision.
 * @module
 */
import { noSuch, UsageError } from "../lib/errors/mod.ts";
import { comparisonFlags, PAIRS } from "./compare/comparison_flags.ts";
import { readOptions } from "./options.ts";
import { failPlainly } from "../commands/shared/fail_plainly.ts";
import { asksForHelp, projectCommand, readFlags } from "../commands/shared/project_command.ts";
import type { BenchmarkCall } from "./compare/run_benchmark.ts";
import type { Command } from "commander";
import { join } from "@std/path";

interface Benchmark {
  readonly summary: string;
  run(args: readonly string[]): Promise<void>;
  /** How it is run by `--compare`; absent: it prints no figures. */
  readonly compared?: Compared;
}

interface Compared {
  /** Flags that stand before the user's: short blocks, nothing written. */
  readonly args: readonly string[];
  /** The cores that it is pinned to, as `taskset` lists them, given the user's flags. */
  cores?(args: readonly string[]): string | undefined;
}

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  step: {
    summary: "milliseconds of a training step and of evaluating a batch; --workers 2, --simd plain",
    run: async (args) => (await import("./step.ts")).main(args),
    compared: {
      args: ["--steps", "2", "--blocks", "200"],
      cores(args) {
        const workers = Number(/--workers[ =](\d+)/.exec(args.join(" "))?.[1] ?? 1);
        return workers === 1 ? "0" : `0-${workers - 1}`;
      },
    },
  },
  experiment: {
    summary: "seconds a round of federated averaging; --images, --clients, --rounds, --workers",
    run: async (args) => (await import("./experiment.ts")).main(args),
    compared: { args: [] },
  },
  kernels: {
    summary: "where a step's time goes, kernel by kernel; into docs/benchmarks.md",
    run: async (args) => (await import("./kernels.ts")).main(args),
    compared: { args: ["--trial"], cores: () => "0" },
  },
  start: {
    summary: "seconds to an experiment's first step, to draw ink and to read CROHME; into docs/benchmarks.md",
    run: async (args) => (await import("./start.ts")).main(args),
    compared: { args: ["--trial", "--runs", "3"] },
  },
  cost: {
    summary: "seconds a round against clients, images and workers; into docs/cost.json and charts",
    run: async (args) => (await import("./cost.ts")).main(args),
  },
  scale: {
    summary: "a million clients, ten million images, ten times the parameters: into docs/scale.md and charts",
    run: async (args) => (await import("./scale.ts")).main(args),
  },
  peers: {
    summary: "the same work in Keras, PyTorch, Flower, pfl-research and others; into docs/benchmarks.md",
    run: async (args) => (await import("./peers/run.ts")).main(args),
  },
  machines: {
    summary:
      "what plain SIMD costs, and the memory of the main tasks; into docs/machines.md; --data crohme:PATH",
    run: async (args) => (await import("./machines.ts")).main(args),
  },
  tfjs: {
    summary: "a step in TensorFlow.js's own model.fit, before and with lib/tfjs_backend; into docs/tfjs.md",
    run: async (args) => (await import("./tfjs_fit.ts")).main(args),
  },
  expressions: {
    summary: "how well handwritten expressions are read; --data crohme:PATH",
    run: async (args) => (await import("./expressions.ts")).main(args),
  },
  reading: {
    summary: "how long an expression takes to read, and predict to start; into docs/benchmarks.md",
    run: async (args) => (await import("./reading.ts")).main(args),
    compared: { args: ["--trial", "--limit", "60", "--starts", "3"], cores: () => "0" },
  },
  gradients: {
    summary: "how far the engine's gradients are from those of TensorFlow.js",
    run: async (args) => {
      readOptions(args, {});
      await import("./gradients.ts");
    },
  },
};

/** What `--compare` runs where no benchmark is named. */
const COMPARED_BY_DEFAULT = ["step", "experiment"];

async function main(): Promise<number> {
  const { base, pairs, rest } = comparisonFlags(Deno.args);
  const named = rest.length > 0 && !rest[0].startsWith("-") ? rest[0] : undefined;
  if (named !== undefined && !Object.hasOwn(BENCHMARKS, named)) {
    throw new UsageError(noSuch("benchmark", named, Object.keys(BENCHMARKS)));
  }
  const asked = asksForHelp(rest);
  if (named !== undefined && (base === undefined || asked)) {
    await BENCHMARKS[named].run(rest.slice(1));
    return 0;
  }
  if (base === undefined || asked || (named === undefined && rest.length > 0)) {
    readFlags(listOfBenchmarks(), rest.length > 0 ? rest : ["--help"]);
  }
  const calls = named === undefined
    ? COMPARED_BY_DEFAULT.map((name) => comparedCall(name, []))
    : [comparedCall(named, rest.slice(1))];
  const { compare } = await import("./compare/compare.ts");
  return await compare(join(import.meta.dirname!, ".."), calls, base!, pairs);
}

function comparedCall(name: string, args: readonly string[]): BenchmarkCall {
  const { compared } = BENCHMARKS[name];
  if (!compared) {
    const able = Object.keys(BENCHMARKS).filter((name) => BENCHMARKS[name].compared);
    throw new UsageError(`${name} prints no figures to compare; --compare is for ${able.join(", ")}.`);
  }
  return { name, args: [...compared.args, ...args], cores: compared.cores?.(args) };
}

function listOfBenchmarks(): Command {
  const list = projectCommand("deno task bench").usage("NAME [flags]").helpCommand(false)
    .option("--compare <BASE>", "run it here and in a git revision in turn, and print the ratios")
    .option("--pairs <N>", `pairs of runs of --compare (default ${PAIRS})`);
  for (const [name, { summary }] of Object.entries(BENCHMARKS)) list.command(name).summary(summary);
  return list;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
