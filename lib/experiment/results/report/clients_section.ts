import { partitionHeatMap, type ReportSection } from "../../../charts/mod.ts";
import type { FeatureSkew } from "../../../partition/light.ts";
import { percent } from "../../../numbers/mod.ts";
import { displayNames } from "../../../symbols/mod.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import { heldClasses } from "../../run/held_classes.ts";
import type { Material } from "../../run/material.ts";
import type { Run } from "../../run/run.ts";

/** Who holds which symbols; nothing for central training. */
export function clientsSection(
  config: ExperimentConfig,
  { data }: Material,
  run: Run | undefined,
  of: string,
): ReportSection[] {
  if (!run?.clients) return [];
  const { partition, skew, labelCounts } = run.clients;
  const hands = config.slantSpread > 0 || config.penSpread > 0 || /writer|drawn/.test(run.method)
    ? handsText(run.clients.featureSkew)
    : "";
  const judged = labelCounts.length < partition.length
    ? ` This is judged by the first ${labelCounts.length} of the ${partition.length} clients.`
    : "";
  return [{
    heading: `Who holds what${of}`,
    text:
      `A client holds ${skew.classesPresent.toFixed(1)} of the ${
        heldClasses(labelCounts)
      } symbols on average. For all ` +
      `clients to be alike, ${
        percent(skew.totalVariation, 0)
      } of each one's images would have to change hands ` +
      `(mean total variation; Hellinger's distance is ${skew.hellinger.toFixed(2)}).${hands}${judged}`,
    figure: partitionHeatMap({ counts: labelCounts, classes: displayNames(data.classes) }),
  }];
}

function handsText({ slant, penWidth }: FeatureSkew): string {
  return ` Of the differences in slant, ${percent(slant, 1)} lie between the clients, and of those in line ` +
    `width ${percent(penWidth, 1)} (η²); the rest is within their own images.`;
}
