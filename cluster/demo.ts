import { print } from "../commands/shared/print.ts";
import type { VirtualEnvironment } from "../scripts/virtual_environment.ts";
import { freePort } from "./free_port.ts";
import type { Guarded } from "./guarded.ts";
import { invite } from "./invite.ts";
import { startSuperNode } from "./join.ts";
import { runOnCluster } from "./run.ts";
import { readInvitation, type State } from "./state.ts";
import { startSuperLink } from "./up.ts";
import type { RunOptions } from "./command_line.ts";

/**
 * A whole cluster on this machine, as many SuperNodes as the experiment has clients, for one run.
 *
 * @returns The run's exit code.
 */
export async function demo(
  environment: VirtualEnvironment,
  state: State,
  { config, patience, folder }: RunOptions,
  signal: AbortSignal,
): Promise<number> {
  const programs: Guarded[] = [];
  try {
    const port = freePort();
    print(`SuperLink on 127.0.0.1:${port}, with TLS and node keys …`);
    programs.push(
      await startSuperLink(environment, state, { host: "127.0.0.1", port, insecure: false }),
    );
    for (let part = 0; part < config.clients && !signal.aborted; part++) {
      const invitation = await readInvitation(await invite(environment, state, `node-${part}`));
      programs.push(
        await startSuperNode(environment, state, invitation, {
          data: config.data,
          sample: config.sample,
          part,
        }),
      );
    }
    print(`${config.clients} SuperNodes, each with its part of ${config.data}`);
    if (signal.aborted) return 130;
    return await runOnCluster(
      environment,
      state,
      config,
      { ...patience, nodes: config.clients },
      folder,
      signal,
    );
  } finally {
    for (const program of programs.reverse()) await program.stop();
  }
}
