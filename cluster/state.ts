import { join, resolve } from "@std/path";
import { reasonOf, UsageError } from "../lib/errors/mod.ts";

/** Where a cluster's commands keep what they share on one machine, all in one folder. */
export interface State {
  /** The folder. */
  readonly folder: string;
  /** Certificates and keys. */
  readonly keys: string;
  /** A pid file and a log for each process. */
  readonly processes: string;
  /** What Flower keeps. */
  readonly flower: string;
  /** The running SuperLink. */
  readonly superlink: string;
  /** What `cluster run` and its ServerApp tell each other. */
  readonly exchange: string;
}

/** A SuperLink that is up. */
export interface SuperLink {
  /** host:port. */
  readonly address: string;
  /** Whether it is without TLS and node keys. */
  readonly insecure: boolean;
}

/** What a node needs to join: one file, which holds its private key. */
export interface Invitation extends SuperLink {
  /** The node's name. */
  readonly name: string;
  /** The authority that signed the server's certificate, PEM; absent where insecure. */
  readonly authority?: string;
  /** The node's private key, OpenSSH's PEM; absent where insecure. */
  readonly key?: string;
}

/** The folder's parts, made where they are missing. */
export async function openState(folder: string): Promise<State> {
  const at = (name: string) => join(resolve(folder), name);
  const state = {
    folder: resolve(folder),
    keys: at("keys"),
    processes: at("processes"),
    flower: at("flower"),
    superlink: at("superlink.json"),
    exchange: at("exchange"),
  };
  for (const part of [state.keys, state.processes, state.flower, state.exchange]) {
    await Deno.mkdir(part, { recursive: true, mode: 0o700 });
    if (Deno.build.os !== "windows") await Deno.chmod(part, 0o700);
  }
  return state;
}

/**
 * The SuperLink of this machine.
 *
 * @throws {UsageError} where none is up.
 */
export async function runningSuperLink({ superlink }: State): Promise<SuperLink> {
  try {
    return JSON.parse(await Deno.readTextFile(superlink));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError("No SuperLink is up on this machine; start one with: deno task cluster up");
  }
}

/**
 * Reads the file that `cluster invite` has written.
 *
 * @throws {UsageError} No such file, or no invitation.
 */
export async function readInvitation(path: string): Promise<Invitation> {
  let invitation: Partial<Invitation>;
  try {
    invitation = JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    throw new UsageError(`The invitation ${path} cannot be read: ${reasonOf(error)}.`);
  }
  const { address, name, insecure, authority, key } = invitation;
  if (typeof address !== "string" || typeof name !== "string" || !(insecure || authority && key)) {
    throw new UsageError(`${path} is not an invitation, a file that deno task cluster invite writes.`);
  }
  return invitation as Invitation;
}

/** The names of the files in a folder that end so, without the ending, sorted. */
export async function namesWith(ending: string, folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(ending)) names.push(name.slice(0, -ending.length));
  }
  return names.sort();
}
