import { allocateDataset, clientInk, type Dataset, openClientInk } from "../../data/portable.ts";
import { consecutive, labelCounts, measureFeatureSkew, measureSkew } from "../../partition/light.ts";
import { LABELS } from "../../symbols/mod.ts";
import { UsageError } from "../../errors/mod.ts";
import type { ExperimentConfig } from "../settings/config.ts";
import type { RunClients } from "./deal.ts";

/** How many clients are looked at to tell what clients hold, and how many images in all, one client's at least. */
const LOOKED_AT = { clients: 100, images: 2_000 };

/**
 * Clients that draw images of their own when they train: of the others nothing is made, however many they are. How unlike
 * clients are is measured on the first of them.
 *
 * @throws {UsageError} Test images of other classes than the 82 labels.
 */
export function drawnClients(
  { data, clients, penWidth }: ExperimentConfig,
  classes: readonly string[],
  imagesEach: number,
  seed: number,
): RunClients {
  if (String(classes) !== String(LABELS)) {
    throw new UsageError(
      `Clients draw the ${LABELS.length} labels; the classes of --data ${data} are others.`,
    );
  }
  const options = { imagesEach, seed, penWidth };
  const partition = consecutive(clients, imagesEach);
  const looked = Math.min(clients, LOOKED_AT.clients, Math.max(1, Math.floor(LOOKED_AT.images / imagesEach)));
  const first = Array.from({ length: looked }, (_, client) => partition.at(client)!);
  const ink = openClientInk(options);
  const labels = Uint8Array.from({ length: looked * imagesEach }, (_, index) => ink.label(index));
  const counts = labelCounts(first, labels, classes.length);
  return {
    examples: clientInk(options),
    partition,
    labelCounts: counts,
    skew: measureSkew(counts),
    get featureSkew() {
      const images: Dataset = allocateDataset({ n: labels.length });
      for (let i = 0; i < labels.length; i++) {
        ink.read(i, images.images.subarray(i * ink.imageBytes, (i + 1) * ink.imageBytes));
      }
      return measureFeatureSkew(images, first);
    },
  };
}
