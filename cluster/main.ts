/**
 * `deno task cluster`: the experiment over several machines, on Flower.
 * @module
 */
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { noSuch, UsageError } from "../lib/errors/mod.ts";
import { failPlainly } from "../commands/shared/fail_plainly.ts";
import { print } from "../commands/shared/print.ts";
import { projectPath, userPath, userSource } from "../lib/files/mod.ts";
import { parseDataSpec } from "../lib/data/mod.ts";
import { parseRun, positive } from "./command_line.ts";
import { demo } from "./demo.ts";
import { ensureFlower } from "./environment.ts";
import { stopOnSignals } from "../commands/shared/stop_on_signals.ts";
import { stopAll } from "./guarded.ts";
import { invite } from "./invite.ts";
import { startSuperNode } from "./join.ts";
import { keepRunning } from "./keep_running.ts";
import { runOnCluster } from "./run.ts";
import { namesWith, openState, readInvitation } from "./state.ts";
import { startSuperLink } from "./up.ts";

const USAGE = `The experiment over several machines, on Flower: parameters travel, images stay.

  deno task cluster up [--host HOST] [--port 8000]      on the server: a SuperLink, until Ctrl-C
  deno task cluster invite NAME                         there: a key for a node, in one file for its machine
  deno task cluster join FILE --data SOURCE             on a node: trains on that machine's own images, until Ctrl-C
  deno task cluster run [EXPERIMENT] [flags]            on the server: an experiment, results in runs/flower-…
  deno task cluster demo                                all of it on this machine, three nodes, three rounds
  deno task cluster down                                ends what the others have started on this machine

  up      --insecure      without TLS and node keys; only with --host 127.0.0.1
  join    --sample N      so many of its images
          --part I        part I, from 0, of the partition that EXPERIMENT names; --data and --sample as in run
  run     flags of deno task experiment, and
          --nodes N (2)   nodes that the first round waits for
          --wait S (120)  seconds it waits, and later rounds for one node
          --round-seconds S (3600)  seconds until a node that has not answered has dropped out
  all     --state FOLDER (runs/cluster)  keys, logs and process numbers

docs/cluster.md says how it works, what happens when something fails, and what it costs.
`;

const STATE = "runs/cluster";

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  async up(args) {
    const { values } = parse(args, {
      host: { type: "string", default: "127.0.0.1" },
      port: { type: "string" },
      insecure: { type: "boolean", default: false },
    });
    const options = {
      host: values.host as string,
      port: positive("port", values.port as string | undefined, 8000),
      insecure: values.insecure as boolean,
    };
    const signal = stopOnSignals().signal;
    const { environment, state } = await prepare(values);
    await keepRunning("The SuperLink", async () => {
      const program = await startSuperLink(environment, state, options);
      const kind = options.insecure ? "INSECURE: no TLS, no node keys" : "TLS, node keys";
      print(`SuperLink up on ${options.host}:${options.port} (${kind}); Ctrl-C ends it`);
      return program;
    }, signal);
    await Deno.remove(state.superlink).catch(() => {});
    return 0;
  },
  async invite(args) {
    const { values, positionals } = parse(args, {});
    const { environment, state } = await prepare(values);
    const path = await invite(environment, state, one(positionals, "a node's name"));
    print(
      `Written: ${path}. It holds the node's key: take it to the node's machine by a safe way, then`,
    );
    print(`  deno task cluster join FILE --data SOURCE`);
    return 0;
  },
  async join(args) {
    const { values, positionals } = parse(args, {
      data: { type: "string" },
      sample: { type: "string" },
      part: { type: "string" },
    });
    const { data, sample, part } = values as Record<string, string | undefined>;
    if (data === undefined) throw new UsageError("Say which images this node has: --data SOURCE.");
    if (part !== undefined && !/^\d+$/.test(part)) {
      throw new UsageError(`--part must be a whole number of at least 0, got ${part}.`);
    }
    parseDataSpec(data);
    const options = {
      data: userSource(data),
      ...(sample !== undefined && { sample: positive("sample", sample, 0) }),
      ...(part !== undefined && { part: Number(part) }),
    };
    const signal = stopOnSignals().signal;
    const invitation = await readInvitation(userPath(one(positionals, "an invitation's file")));
    const { environment, state } = await prepare(values);
    print(`${invitation.name} joins ${invitation.address} with ${data}; Ctrl-C ends it`);
    await keepRunning(
      "The SuperNode",
      () => startSuperNode(environment, state, invitation, options),
      signal,
    );
    return 0;
  },
  async run(args) {
    const options = parseRun(args);
    const signal = stopOnSignals().signal;
    const { environment, state } = await prepare({ state: stateIn(args) });
    return runOnCluster(environment, state, options.config, options.patience, options.folder, signal);
  },
  async demo(args) {
    const defaults = ["iid", "--sample", "3000", "--clients", "3", "--rounds", "3", "--round-seconds", "120"];
    const options = parseRun([...defaults, ...args]);
    const path = options.folder.named ? options.folder.path : projectPath("runs/flower-demo");
    const signal = stopOnSignals().signal;
    const { environment, state } = await prepare({
      state: stateIn(args) ?? projectPath("runs/cluster-demo"),
    });
    return demo(environment, state, { ...options, folder: { ...options.folder, path } }, signal);
  },
  async down(args) {
    const { values } = parse(args, {});
    const { environment, state } = await prepare(values);
    const names = await namesWith(".pid", state.processes);
    await stopAll(environment, state, names);
    print(names.length > 0 ? `Ended: ${names.join(", ")}` : "Nothing was running.");
    return 0;
  },
};

type Values = Readonly<Record<string, unknown>>;

function parse(args: string[], options: ParseArgsOptionsConfig): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args, allowPositionals: true, options: { ...options, state: { type: "string" } } });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function one(positionals: readonly string[], what: string): string {
  if (positionals.length !== 1) throw new UsageError(`Name ${what}, one; got ${positionals.length}.`);
  return positionals[0];
}

function stateIn(args: readonly string[]): string | undefined {
  const at = args.indexOf("--state");
  return at < 0 ? undefined : args[at + 1];
}

async function prepare({ state }: Values) {
  return {
    environment: await ensureFlower(),
    state: await openState(state === undefined ? STATE : userPath(String(state))),
  };
}

async function main(): Promise<number> {
  const [name, ...args] = Deno.args;
  if (name === undefined || args.includes("--help") || name === "--help") {
    print(...USAGE.split("\n"));
    return 0;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new UsageError(noSuch("command", name, Object.keys(COMMANDS)));
  }
  return await COMMANDS[name](args);
}

if (import.meta.main) Deno.exit(await failPlainly(main));
