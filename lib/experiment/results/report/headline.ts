import { percent } from "../../../numbers/mod.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import type { Summary } from "../summary.ts";

/** The result of all methods in one line: "central 88.1 %, non-iid 35.0 % (test accuracy after round 20, seed 1)". */
export function headline(
  { seed, seeds }: Pick<ExperimentConfig, "seed" | "seeds">,
  { methods }: Summary,
): string {
  const isOne = new Set(methods.map(({ rounds }) => rounds)).size === 1;
  const results = methods.map(({ method, lastAccuracy, rounds }) =>
    `${method} ${percent(lastAccuracy.mean, 1)}${isOne ? "" : ` after round ${rounds}`}`
  );
  const when = isOne ? ` after round ${methods[0].rounds}` : "";
  const whose = seeds > 1 ? `mean of the seeds ${seed} to ${seed + seeds - 1}` : `seed ${seed}`;
  return `${results.join(", ")} (test accuracy${when}, ${whose})`;
}
