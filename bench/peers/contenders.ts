import { join } from "@std/path";
import { UsageError } from "../../lib/errors/mod.ts";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";
import type { Requirements } from "./python.ts";
import { PYTHON_PEERS } from "./python_peers.ts";

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
  /** How it is set, in words that follow its title; nothing where there is no choice. */
  readonly settings?: string;
  /** The name of the contender that this is another setting of, tried and slower. */
  readonly triedFor?: string;
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

const pythonPeers = (group: Group) => PYTHON_PEERS.filter((peer) => peer.group === group);

/** All of them; in each group in the order they run. */
export const CONTENDERS: readonly Contender[] = [
  {
    name: "ours-experiment",
    title: OURS,
    group: "experiment",
    command: ({ images, rounds }) =>
      deno([], "../experiment.ts", "--images", String(images), "--rounds", String(rounds)),
  },
  ...pythonPeers("experiment"),
  {
    name: "ours-step",
    title: OURS,
    group: "step on one core",
    command: ({ images }) => deno([], "../step.ts", "--images", String(images)),
  },
  ...pythonPeers("step on one core"),
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
  ...pythonPeers("step on two cores"),
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

/** Which a contender is compared with: the one it is another setting of, else ours of its group; ours with none. */
export function comparedWith({ group, title, triedFor }: Pick<Contender, "group" | "title" | "triedFor">) {
  if (triedFor !== undefined) return CONTENDERS.find(({ name }) => name === triedFor);
  return title === OURS ? undefined : CONTENDERS.find((one) => one.group === group && one.title === OURS);
}

/**
 * The names of those asked for.
 *
 * @param only Names, separated by commas; empty for all that have their best settings.
 * @param settings Takes the other settings that were tried in place of those.
 * @throws {UsageError} An unknown name, or both.
 */
export function asked(only: string, settings: boolean): ReadonlySet<string> {
  if (only !== "" && settings) throw new UsageError("--only and --settings both say what runs; give one.");
  const known = CONTENDERS.map(({ name }) => name);
  const names = only !== ""
    ? only.split(",")
    : CONTENDERS.filter(({ triedFor }) => (triedFor !== undefined) === settings).map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--only must name some of ${known.join(", ")}; got "${unknown}".`);
  }
  return new Set(names);
}

/** Those of these names, and all that they are compared with. */
export function withCompared(names: ReadonlySet<string>): readonly Contender[] {
  const all = new Set(names);
  for (const name of all) {
    const other = comparedWith(CONTENDERS.find((one) => one.name === name)!);
    if (other) all.add(other.name); // visited as well
  }
  return CONTENDERS.filter(({ name }) => all.has(name));
}
