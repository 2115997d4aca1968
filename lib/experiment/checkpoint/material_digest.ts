import { createHash } from "node:crypto";
import { ARRANGEMENT } from "../run/arrange.ts";
import type { Material } from "../run/material.ts";

/** A digest of an experiment's images, labels, classes and how they are divided: a run goes on with what it began with. */
export function materialDigest({ data, testData }: Material): string {
  const hash = createHash("sha256").update(`arrangement ${ARRANGEMENT}`);
  for (const { images, labels, classes } of testData ? [data, testData] : [data]) {
    hash.update(JSON.stringify([images.length, classes])).update(images).update(labels);
  }
  return hash.digest("hex");
}
