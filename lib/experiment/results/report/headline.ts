import { percent } from "../../../numbers/mod.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import { commonRounds } from "../common_rounds.ts";
import type { Summary } from "../summary.ts";

/** The result of all methods in one line: "central 88.1 %, non-iid 35.0 % (test accuracy after round 20, seed 1)". */
export function headline(
  { seed, seeds }: Pick<ExperimentConfig, "seed" | "seeds">,
  { methods }: Summary,
): string {
  const common = commonRounds(methods);
  const results = methods.map(({ method, lastAccuracy, rounds }) =>
    `${method} ${percent(lastAccuracy.mean, 1)}${common !== undefined ? "" : ` after round ${rounds}`}`
  );
  const when = common !== undefined ? ` after round ${common}` : "";
  const whose = seeds > 1 ? `mean of the seeds ${seed} to ${seed + seeds - 1}` : `seed ${seed}`;
  return `${results.join(", ")} (test accuracy${when}, ${whose})`;
}
