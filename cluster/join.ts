import { join, resolve } from "@std/path";
import { parseDataSpec } from "../lib/data/mod.ts";
import type { VirtualEnvironment } from "../scripts/virtual_environment.ts";
import { ROOT } from "./environment.ts";
import { freePort } from "./free_port.ts";
import { type Guarded, startGuarded } from "./guarded.ts";
import type { NodeData } from "./own_images.ts";
import type { Invitation, State } from "./state.ts";
import { writeSecret } from "./write_secret.ts";

/** What a node brings. */
export interface JoinOptions extends NodeData {
  /** Which part of a partition it holds, where an experiment deals one; from 0. */
  readonly part?: number;
}

/** Starts a SuperNode with this machine's own images. */
export async function startSuperNode(
  environment: VirtualEnvironment,
  state: State,
  { name, address, insecure, authority, key }: Invitation,
  options: JoinOptions,
): Promise<Guarded> {
  const own = join(state.keys, `node-${name}`);
  if (!insecure) {
    await writeSecret(`${own}.key`, key!);
    await Deno.writeTextFile(`${own}.crt`, authority!);
  }
  return startGuarded(environment, state, `supernode-${name}`, "flower-supernode", [
    ...(insecure
      ? ["--insecure"]
      : ["--root-certificates", `${own}.crt`, "--auth-supernode-private-key", `${own}.key`]),
    ...["--superlink", address],
    // The SuperNode's own interface is for its ClientApp alone.
    ...["--host", "127.0.0.1", "--port", `${freePort()}`],
    ...(options.part === undefined ? [] : ["--node-config", `part=${options.part}`]),
  ], { FEDINK_TRAINER: JSON.stringify(trainerCommand(options)) });
}

/** How the ClientApp starts the trainer: it reads the project and the images, and reaches nothing else. */
function trainerCommand({ data, sample }: NodeData): string[] {
  const { path } = parseDataSpec(data);
  const readable = [ROOT, ...(path === undefined ? [] : [resolve(path)])];
  return [
    Deno.execPath(),
    "run",
    "--no-prompt",
    "--no-remote",
    "--cached-only",
    `--lock=${join(ROOT, "locks", "experiment.json")}`,
    "--frozen",
    `--allow-read=${readable.join(",")}`,
    `--allow-write=${join(ROOT, "data", "cache")}`,
    "--ignore-env",
    join(ROOT, "cluster", "trainer.ts"),
    ...["--data", data],
    ...(sample === undefined ? [] : ["--sample", `${sample}`]),
  ];
}
