import type { ExperimentConfig } from "../settings/config.ts";
import { loadStrategy } from "../settings/load_strategy.ts";
import { UsageError } from "../../errors/mod.ts";

/**
 * Checks that a run can go on for more rounds than it was to have: it must end with the bytes of one that was to have so
 * many from the start.
 *
 * @param before The rounds it was to have.
 * @throws {UsageError} Fewer rounds, or a strategy that does something else in the last one.
 */
export async function checkLonger({ rounds, strategy }: ExperimentConfig, before: number): Promise<void> {
  if (rounds < before) {
    throw new UsageError(`--rounds can make a run longer only: it was to have ${before}, got ${rounds}.`);
  }
  if (rounds === before) return;
  const { name, exchanges } = await loadStrategy(strategy);
  if (exchanges?.some(({ at }) => at === "last")) {
    throw new UsageError(
      `${name} does something else in the last round, which was to be round ${before}: such a run cannot be made ` +
        `longer; start one of ${rounds} rounds.`,
    );
  }
}
