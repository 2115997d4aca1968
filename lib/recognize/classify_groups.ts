import { IMAGE_BYTES, type Ink, NO_SYMBOL, symbolImage } from "../data/mod.ts";
import { type Box, boxAround, heightOf, widthOf } from "./box.ts";
import type { Hypothesis } from "./hypothesis.ts";
import { logPartCount } from "./part_count.ts";
import type { Part } from "./parts.ts";
import type { SymbolClassifier } from "./classifier.ts";

/** Labels kept of each group: the likeliest, none less likely than e^−8. */
const MOST_LABELS = 8, LEAST = -8;

/**
 * How much the number of a symbol's parts counts, and what each part beyond the first costs: most neighbours are symbols
 * of their own. Tuned on CROHME's 2013 test set.
 */
const COUNT_WEIGHT = 1.5, JOIN = 4;

/**
 * What each group of parts may be, all classified in one batch. The classifier's word counts once for each part of a
 * group, so that one symbol of three parts and three symbols of one are compared fairly; then how usual that many parts
 * are for the label. Groups that are most likely no symbol score low by themselves.
 */
export function classifyGroups(
  parts: readonly Part[],
  groups: readonly (readonly number[])[],
  classifier: SymbolClassifier,
): Hypothesis[] {
  const images = new Uint8Array(groups.length * IMAGE_BYTES);
  const boxes = groups.map((group) => boxAround(group.map((i) => parts[i].box)));
  groups.forEach((group, g) =>
    symbolImage(inkOfGroup(group.map((i) => parts[i]), boxes[g]), images, g * IMAGE_BYTES)
  );
  const { classes } = classifier, all = classifier.classify(images, groups.length);
  return groups.map((group, g) => {
    const scores = all.subarray(g * classes.length, (g + 1) * classes.length);
    const joined = JOIN * (group.length - 1);
    const labels = classes
      .map((label, c) => ({
        label,
        probability: Math.exp(scores[c]),
        score: group.length * scores[c] + COUNT_WEIGHT * logPartCount(label, group.length) - joined,
      }))
      .filter(({ label }) => label !== NO_SYMBOL).sort((a, b) => b.score - a.score).slice(0, MOST_LABELS)
      // A part alone keeps its likeliest label, so that there is always a reading.
      .filter(({ probability }, i) => probability > Math.exp(LEAST) || i === 0 && group.length === 1);
    return { parts: group, box: boxes[g], labels };
  });
}

/** The ink of several parts together, within the box around them. */
export function inkOfGroup(parts: readonly Part[], box: Box): Ink {
  const width = widthOf(box), height = heightOf(box);
  const pixels = new Uint8Array(width * height);
  for (const { box: { left, top }, ink } of parts) {
    for (let y = 0; y < ink.height; y++) {
      const to = (top - box.top + y) * width + left - box.left, from = y * ink.width;
      for (let x = 0; x < ink.width; x++) {
        if (ink.pixels[from + x]) pixels[to + x] = 1;
      }
    }
  }
  return { width, height, pixels };
}
