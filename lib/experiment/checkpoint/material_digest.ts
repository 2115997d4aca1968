import { createHash } from "node:crypto";
import type { Material } from "../material.ts";

/** A digest of an experiment's images, labels and classes: a run goes on with the images it began with. */
export function materialDigest({ data, testData }: Material): string {
  const hash = createHash("sha256");
  for (const { images, labels, classes } of testData ? [data, testData] : [data]) {
    hash.update(JSON.stringify([images.length, classes])).update(images).update(labels);
  }
  return hash.digest("hex");
}
