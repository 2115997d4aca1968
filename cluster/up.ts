import { join } from "@std/path";
import type { VirtualEnvironment } from "../scripts/virtual_environment.ts";
import { UsageError } from "../lib/errors/mod.ts";
import { ROOT } from "./environment.ts";
import { freePort } from "./free_port.ts";
import { ask, type Guarded, pause, startGuarded } from "./guarded.ts";
import { namesWith, type State, type SuperLink } from "./state.ts";

/** Seconds a SuperLink may take until it answers. */
const START_SECONDS = 180;
/** What it logs when it does. */
const STARTED = "Application startup complete";

/** What `cluster up` is told. */
export interface UpOptions {
  /** The address or name that nodes use. */
  readonly host: string;
  readonly port: number;
  /** Whether to do without TLS and node keys. */
  readonly insecure: boolean;
}

/**
 * Starts a SuperLink and waits until it answers; nodes invited before are registered with it.
 *
 * @throws {UsageError} Insecure on more than loopback; a SuperLink that does not start.
 */
export async function startSuperLink(
  environment: VirtualEnvironment,
  state: State,
  { host, port, insecure }: UpOptions,
): Promise<Guarded> {
  if (insecure && !["127.0.0.1", "localhost"].includes(host)) {
    throw new UsageError(`--insecure is for this machine alone, with --host 127.0.0.1, got ${host}.`);
  }
  const superlink: SuperLink = { address: `${host}:${port}`, insecure };
  if (!insecure) await ensureCertificate(environment, state, host);
  // See machine/front.py: other machines reach the front alone.
  const innerPort = insecure ? port : freePort();
  await writeConnection(state, { address: `127.0.0.1:${innerPort}`, insecure });
  const programs: Guarded[] = [];
  try {
    programs.push(
      await started(environment, state, "superlink", "flower-superlink", [
        ...(insecure ? ["--insecure"] : [
          ...["--ssl-ca-certfile", join(state.keys, "ca.crt")],
          ...["--ssl-certfile", join(state.keys, "server.crt")],
          ...["--ssl-keyfile", join(state.keys, "server.key")],
          "--enable-supernode-auth",
        ]),
        ...["--host", "127.0.0.1", "--port", `${innerPort}`],
        "--disable-runtime-dependency-installation",
      ]),
    );
    if (!insecure) {
      const front = join(ROOT, "cluster", "machine", "front.py");
      const args = [front, host, `${port}`, `${innerPort}`, state.keys];
      programs.push(await started(environment, state, "front", "python", args));
      for (const name of await namesWith(".pub", state.keys)) await register(environment, state, name);
    }
  } catch (error) {
    await together(programs).stop();
    throw error;
  }
  await Deno.writeTextFile(state.superlink, JSON.stringify(superlink) + "\n");
  return together(programs);
}

/** Starts a server and waits until it answers. */
async function started(
  environment: VirtualEnvironment,
  state: State,
  name: string,
  program: string,
  args: readonly string[],
): Promise<Guarded> {
  const log = join(state.processes, `${name}.log`);
  await Deno.remove(log).catch(() => {});
  const guarded = startGuarded(environment, state, name, program, args);
  await untilItAnswers(guarded, log);
  return guarded;
}

/** Programs of which none is of use without the others: when one ends, all do. */
function together(programs: readonly Guarded[]): Guarded {
  const stop = async () => {
    for (const program of programs.toReversed()) await program.stop();
  };
  const first = Promise.race(programs.map(({ code }) => code));
  return { code: first.then(async (code) => (await stop(), code)), stop };
}

/** Makes a certificate where there is none for the host; invitations hold its authority, so it is kept. */
async function ensureCertificate(
  environment: VirtualEnvironment,
  state: State,
  host: string,
): Promise<void> {
  const path = join(state.keys, "host.txt");
  if (await Deno.readTextFile(path).catch(() => "") === host) return;
  const made = await ask(environment, state, [keysProgram(), "certificate", state.keys, host]);
  if (!made.success) throw new Error(`no certificate could be made: ${made.text}`);
  await Deno.writeTextFile(path, host);
}

/** The program that makes certificates and keys. */
export function keysProgram(): string {
  return join(ROOT, "cluster", "machine", "keys.py");
}

/** How Flower's own command finds the SuperLink. */
async function writeConnection({ flower, keys }: State, { address, insecure }: SuperLink): Promise<void> {
  const secured = insecure
    ? "insecure = true"
    : `root-certificates = ${JSON.stringify(join(keys, "ca.crt"))}`;
  const text =
    `[superlink]\ndefault = "cluster"\n\n[superlink.cluster]\naddress = "${address}"\n${secured}\n`;
  await Deno.writeTextFile(join(flower, "config.toml"), text);
}

async function untilItAnswers(program: Guarded, log: string): Promise<void> {
  let ended = false;
  program.code.then(() => ended = true);
  const end = performance.now() + 1000 * START_SECONDS;
  const read = () => Deno.readTextFile(log).catch(() => "");
  while (performance.now() < end && !ended) {
    if ((await read()).includes(STARTED)) return;
    await pause(0.2);
  }
  await program.stop();
  throw new UsageError(
    `No server starts, see ${log}: ${(await read()).trim().split("\n").at(-1)}`,
  );
}

/** Flower's own command, `flwr`. */
export function flower(environment: VirtualEnvironment, state: State, ...args: string[]) {
  return ask(environment, state, [join(environment.bin, "flwr"), ...args]);
}

/** Makes a node's key known to the SuperLink. */
export async function register(
  environment: VirtualEnvironment,
  state: State,
  name: string,
): Promise<void> {
  const key = join(state.keys, `${name}.pub`);
  const { success, text } = await flower(environment, state, "supernode", "register", key, "cluster");
  if (!success) throw new UsageError(`The SuperLink does not take the key of ${name}: ${text}`);
}
