import { join } from "@std/path";
import { UsageError } from "../../lib/errors/mod.ts";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";
import { python, type Requirements } from "./python.ts";

/** What is compared: one kind of work on the same cores. */
export type Group = "experiment" | "step on one core" | "step on two cores";

/** How much work is done. */
export interface Amount {
  /** Images, tested ones included. */
  readonly images: number;
  /** Rounds of the experiment after the one to warm up. */
  readonly rounds: number;
}

/** A program that does the work of a group. */
export interface Contender {
  /** What `--only` calls it. */
  readonly name: string;
  /** Its name in the table. */
  readonly title: string;
  readonly group: Group;
  /** What it needs of Python; nothing in Deno. */
  readonly requirements?: Requirements;
  /** The command that prints its report. */
  command(amount: Amount): readonly string[];
}

/** The title that others are compared with. */
export const OURS = "FedInk";

const FOLDER = import.meta.dirname!;

function deno(permissions: readonly string[], script: string, ...args: string[]): string[] {
  return [
    Deno.execPath(),
    "run",
    ...WHOLE_LOCK,
    "--no-prompt",
    "--allow-read",
    ...permissions,
    join(FOLDER, script),
    ...args,
  ];
}

/** All of them; in each group in the order they run. */
export const CONTENDERS: readonly Contender[] = [
  {
    name: "ours-experiment",
    title: OURS,
    group: "experiment",
    command: ({ images, rounds }) =>
      deno([], "../experiment.ts", "--images", String(images), "--rounds", String(rounds)),
  },
  {
    name: "flower-experiment",
    title: "Flower + Keras",
    group: "experiment",
    requirements: "flower",
    command: ({ rounds }) => python("flower_experiment.py", "--rounds", String(rounds)),
  },
  {
    name: "ours-step",
    title: OURS,
    group: "step on one core",
    command: ({ images }) => deno([], "../step.ts", "--images", String(images)),
  },
  {
    name: "keras-step",
    title: "Keras",
    group: "step on one core",
    requirements: "keras",
    command: () => python("keras_step.py"),
  },
  {
    name: "torch-step",
    title: "PyTorch",
    group: "step on one core",
    requirements: "torch",
    command: () => python("torch_step.py"),
  },
  {
    name: "tfjs-step",
    title: "TensorFlow.js, cpu backend",
    group: "step on one core",
    command: ({ images }) => deno(["--allow-env"], "tfjs_cpu_step.ts", "--images", String(images)),
  },
  {
    name: "ours-step-2",
    title: OURS,
    group: "step on two cores",
    command: ({ images }) =>
      deno([], "../step.ts", "--images", String(images), "--workers", "2", "--steps", "200"),
  },
  {
    name: "keras-step-2",
    title: "Keras, two threads",
    group: "step on two cores",
    requirements: "keras",
    command: () => python("keras_step.py", "--threads", "2"),
  },
  {
    name: "torch-step-2",
    title: "PyTorch, two threads",
    group: "step on two cores",
    requirements: "torch",
    command: () => python("torch_step.py", "--threads", "2"),
  },
  {
    name: "jax-js-step",
    title: "jax-js, wasm backend",
    group: "step on two cores",
    command: ({ images }) => deno([], "jax_js_step.ts", "--images", String(images)),
  },
];

/** The cores a group is pinned to; all of them where there are none here. */
export const CORES: Readonly<Record<Group, string | undefined>> = {
  "experiment": undefined,
  "step on one core": "0",
  "step on two cores": "0,1",
};

/**
 * Those named, separated by commas; all where none is.
 *
 * @throws {UsageError} An unknown name.
 */
export function chosen(only: string): readonly Contender[] {
  if (only === "") return CONTENDERS;
  const names = only.split(",");
  const known = CONTENDERS.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--only must name some of ${known.join(", ")}; got "${unknown}".`);
  }
  return CONTENDERS.filter(({ name }) => names.includes(name));
}
