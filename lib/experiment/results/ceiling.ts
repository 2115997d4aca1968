import { equalButExperiment } from "../settings/equal_but_experiment.ts";
import { drawnEach, type ExperimentConfig } from "../settings/config.ts";
import { type Method, methodsOf } from "../run/run.ts";
import { historiesOf, isComplete, type KeptRun } from "./kept_run.ts";
import { listRuns } from "./list_runs.ts";
import { UserError } from "../../errors/mod.ts";
import { repeatCommand } from "../settings/repeat_command.ts";
import { type Spread, spread, spreadText } from "./spread.ts";

/** A finished run that says how well a federated run could do. */
export interface Ceiling {
  /** "central", all images in one place, or "iid", the same clients with images alike. */
  readonly method: Method;
  /** The folder of its results. */
  readonly folder: string;
  /** Its test accuracy after the last round. */
  readonly accuracy: Spread;
}

/** What an experiment may be compared with: the ceiling first. Nobody trains on all images that clients draw. */
function ceilingMethods({ experiment }: ExperimentConfig): Method[] {
  if (experiment === "central" || experiment === "compare" || drawnEach({ experiment }) !== undefined) {
    return [];
  }
  return experiment === "iid" ? ["central"] : ["central", "iid"];
}

/**
 * Finds finished runs, of settings otherwise equal, that an experiment may be compared with; of several the newest.
 *
 * @param folders Folders of runs; those that are not there, or cannot be read, are passed over.
 */
export function findCeilings(config: ExperimentConfig, folders: readonly string[]): Ceiling[] {
  const methods = ceilingMethods(config);
  if (methods.length === 0) return [];
  const runs = folders.flatMap(runsIn);
  return methods.flatMap((method) => {
    const run = runs.findLast((one) =>
      methodsOf(one.config).includes(method) && isComplete(one, method) &&
      equalButExperiment(config, { ...one.config, experiment: method })
    );
    if (!run) return [];
    const last = historiesOf(run, method).map(({ rounds }) => rounds.at(-1)!.accuracy);
    return [{ method, folder: run.folder, accuracy: spread(last) }];
  });
}

/** The runs in a folder; none where it cannot be read, for which an experiment must not lose its report. */
function runsIn(folder: string): KeptRun[] {
  try {
    return listRuns(folder).entries.flatMap((entry) => entry.kind === "run" ? [entry.run] : []);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/**
 * What an experiment may be compared with, in sentences: the runs that were found, and where the ceiling is not among
 * them, the command that makes it. Nothing for central training, for "compare", which has its own, and for clients that draw
 * their images.
 *
 * @param folder The folder of the experiment's own results.
 */
export function ceilingLines(
  config: ExperimentConfig,
  folder: string,
  ceilings: readonly Ceiling[],
): string[] {
  const heldOut = config.personalShare > 0 ? " It trains on the clients' held-out images too." : "";
  const lines = ceilings.map(({ method, folder, accuracy }) => {
    const oneSeed = config.seeds > 1 && accuracy.each.length === 1 ? ", one seed" : "";
    const result = `${spreadText(accuracy)}${oneSeed} (${folder}).`;
    return method === "central"
      ? `The ceiling, central training with otherwise equal settings: ${result}${heldOut}`
      : `With otherwise equal settings and images dealt at random (iid): ${result}`;
  });
  const [first] = ceilingMethods(config);
  if (first === undefined || ceilings.some(({ method }) => method === first)) return lines;
  const command = repeatCommand({ ...config, experiment: first }, folder);
  return [...lines, `The ceiling, central training with equal settings, is measured by: ${command}`];
}
