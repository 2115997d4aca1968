/**
 * What writes and reads the results of runs, charts and checkpoints among it. It takes longer to load than all that a run
 * needs for its first step, so it is loaded while the first round is trained.
 */
export function loadResults(): Promise<typeof import("../../lib/experiment/mod.ts")> {
  return import("../../lib/experiment/mod.ts");
}
