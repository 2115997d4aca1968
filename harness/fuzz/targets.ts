import { archiveTargets } from "./archive_targets.ts";
import { experimentTargets } from "./experiment_targets.ts";
import { imageTarget } from "./image_target.ts";
import { inkTargets } from "./ink_targets.ts";
import { modelTargets } from "./model_targets.ts";
import type { Target } from "./target.ts";

/** Everything that reads what others have written; files go to `folder`. */
export function targetsIn(folder: string): Target[] {
  return [
    ...inkTargets(),
    imageTarget(),
    ...archiveTargets(folder),
    ...modelTargets(folder),
    ...experimentTargets(folder),
  ];
}
