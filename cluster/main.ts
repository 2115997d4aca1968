/**
 * `deno task cluster`: the experiment over several machines, on Flower.
 * @module
 */
import type { Command } from "commander";
import { noSuch, UsageError } from "../lib/errors/mod.ts";
import { failPlainly } from "../commands/shared/fail_plainly.ts";
import { HelpAsked } from "../commands/shared/help_asked.ts";
import { print } from "../commands/shared/print.ts";
import { projectCommand, readFlags } from "../commands/shared/project_command.ts";
import { wholeNumber } from "../commands/shared/whole_number.ts";
import { projectPath, userPath, userSource } from "../lib/files/mod.ts";
import { parseDataSpec } from "../lib/data/mod.ts";
import { parseRun, STATE_HELP } from "./command_line.ts";
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
  all     --state FOLDER (runs/cluster)  keys, logs and process numbers; --help

docs/cluster.md says how it works, what happens when something fails, and what it costs.
`;

const STATE = "runs/cluster";

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  async up(args) {
    const command = clusterCommand("up")
      .description("Starts a SuperLink on the server, until Ctrl-C.")
      .option("--host <HOST>", "the server's name or address, as nodes reach it", "127.0.0.1")
      .option("--port <N>", "the port that nodes reach", wholeNumber("--port", 1), 8000)
      .option("--insecure", "without TLS and node keys; only with --host 127.0.0.1", false);
    const { state: folder, ...options } = readFlags(command, args).opts<UpFlags>();
    const signal = stopOnSignals().signal;
    const { environment, state } = await prepare(folder);
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
    const command = clusterCommand("invite")
      .usage("NAME [flags]")
      .description("Makes a key for a node, in one file for its machine.")
      .argument("<name>", "the node's name");
    const [name] = readFlags(command, args).args;
    const { environment, state } = await prepare(command.opts().state);
    const path = await invite(environment, state, name);
    print(
      `Written: ${path}. It holds the node's key: take it to the node's machine by a safe way, then`,
    );
    print(`  deno task cluster join FILE --data SOURCE`);
    return 0;
  },
  async join(args) {
    const command = clusterCommand("join")
      .usage("FILE --data SOURCE [flags]")
      .description("Trains on this machine's own images, until Ctrl-C.")
      .argument("<file>", "the invitation's file")
      .option("--data <SOURCE>", "the images of this node")
      .option("--sample <N>", "so many of them", wholeNumber("--sample", 1))
      .option(
        "--part <I>",
        "part I, from 0, of the partition that the experiment names",
        wholeNumber("--part", 0),
      );
    const [file] = readFlags(command, args).args;
    const { data, sample, part, state: folder } = command.opts<JoinFlags>();
    if (data === undefined) throw new UsageError("Say which images this node has: --data SOURCE.");
    parseDataSpec(data);
    const options = {
      data: userSource(data),
      ...(sample !== undefined && { sample }),
      ...(part !== undefined && { part }),
    };
    const signal = stopOnSignals().signal;
    const invitation = await readInvitation(userPath(file));
    const { environment, state } = await prepare(folder);
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
    const { environment, state } = await prepare(options.state);
    return runOnCluster(environment, state, options.config, options.patience, options.folder, signal);
  },
  async demo(args) {
    const defaults = ["iid", "--sample", "3000", "--clients", "3", "--rounds", "3", "--round-seconds", "120"];
    const options = parseRun([...defaults, ...args]);
    const path = options.folder.named ? options.folder.path : projectPath("runs/flower-demo");
    const signal = stopOnSignals().signal;
    const { environment, state } = await prepare(options.state ?? projectPath("runs/cluster-demo"));
    return demo(environment, state, { ...options, folder: { ...options.folder, path } }, signal);
  },
  async down(args) {
    const command = clusterCommand("down").description("Ends what the others have started on this machine.");
    const { environment, state } = await prepare(readFlags(command, args).opts().state);
    const names = await namesWith(".pid", state.processes);
    await stopAll(environment, state, names);
    print(names.length > 0 ? `Ended: ${names.join(", ")}` : "Nothing was running.");
    return 0;
  },
};

interface UpFlags {
  readonly host: string;
  readonly port: number;
  readonly insecure: boolean;
  readonly state?: string;
}

interface JoinFlags {
  readonly data?: string;
  readonly sample?: number;
  readonly part?: number;
  readonly state?: string;
}

/** A command of the cluster, with the flag that all have. */
function clusterCommand(name: string): Command {
  return projectCommand(`deno task cluster ${name}`).usage("[flags]").option("--state <FOLDER>", STATE_HELP);
}

async function prepare(state?: string) {
  return {
    environment: await ensureFlower(),
    state: await openState(state === undefined ? STATE : userPath(state)),
  };
}

async function main(): Promise<number> {
  const [name, ...args] = Deno.args;
  if (name === undefined || name === "--help" || name === "-h") throw new HelpAsked(USAGE);
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new UsageError(noSuch("command", name, Object.keys(COMMANDS)));
  }
  return await COMMANDS[name](args);
}

if (import.meta.main) Deno.exit(await failPlainly(main));
