import { allIndices, DataError, type ImageSet, size } from "../../data/light.ts";
import { type ExperimentConfig, isInk } from "../settings/config.ts";
import { divide } from "./arrange.ts";
import { heedsPenWidth, loadMaterial } from "./material.ts";
import { findSavedRun, type SavedRun } from "./saved_run.ts";
import { UsageError } from "../../errors/mod.ts";

/** What a saved model was trained on, as far as files tell. */
export interface TrainedImages {
  /** Its own run's images, and those that the models it started from were trained on. */
  readonly known: readonly ImageSet[];
  /** What could not be found out, a clause each; empty where all is known. */
  readonly unknown: readonly string[];
}

/**
 * The images a saved model was trained on: its run's configuration says which, and what it started from. Public ink
 * is left out: no data set holds any of it.
 *
 * @param penWidth With which drawn strokes are drawn, so that they can be compared with others of that width.
 */
export async function trainedImages(run: SavedRun, penWidth?: number): Promise<TrainedImages> {
  const known: ImageSet[] = [], unknown: string[] = [];
  const visited = new Set<string>();
  for (let next: SavedRun | undefined = run; next && !visited.has(next.folder);) {
    visited.add(next.folder);
    if (!next.config) {
      unknown.push(next.unknown!);
      break;
    }
    const config: ExperimentConfig = next.config;
    try {
      const pen = await heedsPenWidth(config) ? penWidth : undefined;
      const material = await loadMaterial({ ...config, penWidth: pen });
      known.push({ examples: material.data, indices: divide(config, material, config.seed).train });
    } catch (error) {
      if (!(error instanceof DataError || error instanceof UsageError)) throw error;
      unknown.push(error.message.replace(/\.$/, ""));
      known.push(...await loadableSources(config, penWidth));
    }
    next = config.start === undefined || isInk(config.start) ? undefined : findSavedRun(config.start);
  }
  return { known, unknown };
}

/** All images of those sources that can be loaded alone, where not all can: which were set apart is not known then. */
async function loadableSources(config: ExperimentConfig, penWidth?: number): Promise<ImageSet[]> {
  const { data, moreData, sample } = config;
  const sources = [
    { data, sample },
    ...moreData === undefined ? [] : [{ data: moreData, sample: undefined }],
  ];
  const sets: ImageSet[] = [];
  for (const source of sources) {
    const alone = { ...config, ...source, moreData: undefined, test: undefined };
    try {
      const pen = await heedsPenWidth(alone) ? penWidth : undefined;
      const { data: examples } = await loadMaterial({ ...alone, penWidth: pen });
      sets.push({ examples, indices: allIndices(size(examples)) });
    } catch (error) {
      if (!(error instanceof DataError || error instanceof UsageError)) throw error;
    }
  }
  return sets;
}
