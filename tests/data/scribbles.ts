import { allocateDataset, type Dataset } from "../../lib/data/dataset.ts";
import { IMAGE_BYTES } from "../../lib/drawing/mod.ts";
import { rasterize } from "../../lib/drawing/raster.ts";
import { stream } from "../../lib/random/mod.ts";

/** What a data set of scribbles is made of. */
export interface Scribbles {
  /** Number of images. */
  readonly n: number;
  /** Number of writers; none are known where it is left out. */
  readonly writers?: number;
  /** For each image a value of `OFFICIAL`. */
  readonly official?: readonly number[];
}

/** Random strokes under random labels of three classes: enough for whatever does not look at what is drawn. */
export function scribbles({ n, writers, official }: Scribbles): Dataset {
  const random = stream(7, "scribbles");
  const dataset = allocateDataset({
    n,
    classes: ["loop", "hook", "{odd}_name"],
    ...(writers && { writerNames: Array.from({ length: writers }, (_, i) => `writer ${i}`) }),
    official: official !== undefined,
  });
  for (let i = 0; i < n; i++) {
    const strokes = Array.from({ length: 3 }, () => Array.from({ length: 10 }, () => 100 * random()));
    rasterize(strokes, dataset.images, i * IMAGE_BYTES);
    dataset.labels[i] = Math.floor(3 * random());
    if (dataset.writers) dataset.writers[i] = Math.floor(writers! * random() ** 2);
    if (dataset.official) dataset.official[i] = official![i];
  }
  return dataset;
}
