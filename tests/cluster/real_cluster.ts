import { join } from "@std/path";
import { parseRun } from "../../cluster/command_line.ts";
import { ensureFlower } from "../../cluster/environment.ts";
import { freePort } from "../../cluster/free_port.ts";
import type { Guarded } from "../../cluster/guarded.ts";
import { invite } from "../../cluster/invite.ts";
import { type JoinOptions, startSuperNode } from "../../cluster/join.ts";
import { keepRunning } from "../../cluster/keep_running.ts";
import { runOnCluster } from "../../cluster/run.ts";
import { type Invitation, openState, readInvitation, type State } from "../../cluster/state.ts";
import { startSuperLink } from "../../cluster/up.ts";
import type { RoundRecord } from "../../lib/experiment/run/run.ts";
import { descendants, type Process, until } from "./processes.ts";

/** A round in history.json. */
export type ClusterRecord = RoundRecord & {
  readonly dropouts: readonly { readonly client: number; readonly reason: string }[];
};

/** A cluster of real processes on loopback, ended and removed when it goes out of scope. */
export class RealCluster implements AsyncDisposable {
  readonly #stop = new AbortController();
  readonly #running: Promise<unknown>[] = [];

  private constructor(
    readonly environment: Awaited<ReturnType<typeof ensureFlower>>,
    readonly state: State,
    readonly superlink: Guarded,
  ) {}

  /** A SuperLink with TLS and node keys, on a free port. */
  static async start(): Promise<RealCluster> {
    await Deno.mkdir("runs", { recursive: true });
    const environment = await ensureFlower();
    const state = await openState(await Deno.makeTempDir({ dir: "runs", prefix: "test-cluster-" }));
    const options = { host: "127.0.0.1", port: freePort(), insecure: false };
    return new RealCluster(environment, state, await startSuperLink(environment, state, options));
  }

  /** A registered node's invitation. */
  async invited(name: string): Promise<Invitation> {
    return await readInvitation(await invite(this.environment, this.state, name));
  }

  /** Lets a node join and keeps it running, as `cluster join` does. */
  join(invitation: Invitation, options: JoinOptions): void {
    const start = () => startSuperNode(this.environment, this.state, invitation, options);
    this.#running.push(keepRunning(invitation.name, start, this.#stop.signal));
  }

  /** A node's log. */
  log(name: string): Promise<string> {
    return Deno.readTextFile(join(this.state.processes, `supernode-${name}.log`)).catch(() => "");
  }

  /** What runs under a guard, "superlink" or "supernode-NAME". */
  under(name: string): Process[] {
    try {
      return descendants(Number(Deno.readTextFileSync(join(this.state.processes, `${name}.pid`))));
    } catch {
      return [];
    }
  }

  /** Waits for a process under a guard and kills it. */
  async kill(name: string, program: string): Promise<void> {
    const { pid } = await until(
      `${program} of ${name}`,
      120,
      () => this.under(name).find(({ args }) => args.includes(program)),
    );
    Deno.kill(pid, "SIGKILL");
  }

  /** Runs an experiment; its exit code, and the rounds that are in its history. */
  async run(...args: string[]): Promise<{ code: number; rounds: ClusterRecord[]; folder: string }> {
    const folder = join(this.state.folder, "results");
    const { config, patience, folder: wish } = parseRun([...args, "--out", folder, "--force"]);
    const signal = this.#stop.signal;
    const code = await runOnCluster(this.environment, this.state, config, patience, wish, signal);
    return { code, rounds: await this.history(), folder };
  }

  /** The rounds that are in the history now. */
  async history(): Promise<ClusterRecord[]> {
    const path = join(this.state.folder, "results", "history.json");
    return JSON.parse(await Deno.readTextFile(path).catch(() => "[]"));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running);
    await this.superlink.stop();
    await Deno.remove(this.state.folder, { recursive: true });
  }
}
