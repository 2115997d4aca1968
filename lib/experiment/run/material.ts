import {
  type Dataset,
  loadData,
  loadReaderData,
  merge,
  sample,
  select,
  size,
  type Skip,
  sourceHeeds,
} from "../../data/light.ts";
import type { MaterialSettings } from "../settings/config.ts";
import type { Setting } from "../settings/setting.ts";
import { SETTINGS } from "../settings/table.ts";
import { UsageError } from "../../errors/mod.ts";

/** The images of an experiment, loaded once for all its runs. */
export interface Material {
  /** What is trained on and, without `testData`, also tested on. */
  readonly data: Dataset;
  /** The first image of `data` that is from `--more-data`; absent without. */
  readonly moreFrom?: number;
  /** The images of `--test`. */
  readonly testData?: Dataset;
  /** What loading left out. */
  readonly skips: readonly Skip[];
  /** What loading found out. */
  readonly notes: readonly string[];
}

/** The settings that decide which images are loaded, in the order of the key. */
export const MATERIAL_SETTINGS = Object.entries<Setting>(SETTINGS)
  .filter(([, { material }]) => material).map(([key]) => key) as (keyof MaterialSettings)[];

/** Equal texts, equal material. */
export function materialKey(settings: MaterialSettings): string {
  return JSON.stringify(MATERIAL_SETTINGS.map((key) => settings[key] ?? null));
}

/** Whether a pen width changes any of an experiment's images. */
export async function heedsPenWidth({ data, moreData, test }: MaterialSettings): Promise<boolean> {
  for (const source of [data, moreData, test]) {
    if (source !== undefined && await sourceHeeds(source, "penWidth")) return true;
  }
  return false;
}

/**
 * Loads the images an experiment is made of.
 *
 * @throws {UsageError} Test images of other classes, or a pen width for pictures that are not drawn.
 * @throws {DataError} A source cannot be loaded.
 */
export async function loadMaterial(settings: MaterialSettings): Promise<Material> {
  const { data, moreData, sample: count, penWidth, images, copies, test, seed } = settings;
  if (penWidth !== undefined && !await heedsPenWidth(settings)) {
    throw new UsageError(`--pen-width has no effect: the images of ${data} are pictures, not drawn strokes.`);
  }
  const load = (source: string, copies: number, count?: number) => {
    const options = { seed, penWidth, count };
    return images === "plain"
      ? loadData(source, options)
      : loadReaderData(source, { ...options, copies, surroundings: images === "surroundings" });
  };
  let loaded = await load(data, copies, count);
  let moreFrom: number | undefined;
  if (moreData !== undefined) {
    const more = await load(moreData, copies);
    const wanted = count === undefined
      ? loaded.dataset
      : select(loaded.dataset, sample(loaded.dataset, count, seed));
    moreFrom = size(wanted);
    loaded = {
      dataset: merge(wanted, more.dataset),
      skips: [...loaded.skips, ...more.skips],
      notes: [...loaded.notes, ...more.notes.map((note) => `${moreData}: ${note}`)],
    };
  }
  if (!test) return { data: loaded.dataset, moreFrom, skips: loaded.skips, notes: loaded.notes };
  const tested = await load(test, 0);
  if (String(tested.dataset.classes) !== String(loaded.dataset.classes)) {
    throw new UsageError(`--test must have the classes of --data; those of ${test} differ.`);
  }
  return {
    data: loaded.dataset,
    moreFrom,
    testData: tested.dataset,
    skips: [...loaded.skips, ...tested.skips],
    notes: [...loaded.notes, ...tested.notes.map((note) => `test: ${note}`)],
  };
}
