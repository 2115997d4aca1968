import { IMAGE_BYTES, type Ink, NO_SYMBOL, symbolImage } from "../data/mod.ts";
import { type Box, boxAround, heightOf, widthOf } from "./box.ts";
import type { Hypothesis } from "./hypothesis.ts";
import { logPartCount } from "./part_count.ts";
import type { Part } from "./parts.ts";
import type { SymbolClassifier } from "./classifier.ts";

/** Labels kept of each group: the likeliest, none less likely than e^−8. */
const MOST_LABELS = 8, LEAST = -8;

/**
 * How much a picture's own evidence counts beside the layout's and the grammar's, and how much "no symbol" can count for a
 * group: where it is as unlikely as e^−3 it is ruled out. Tuned on CROHME's 2013 test set.
 */
const WEIGHT = 1.5, RULED_OUT = -3;

/**
 * What each group of parts may be, all classified in one batch. Its score is the log-odds of a label against "no symbol",
 * the label's part counted once for each part of the group, so that one symbol of three parts and three symbols of
 * one are compared fairly; and how usual that many parts are for the label.
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
  const { classes } = classifier, noSymbol = classes.indexOf(NO_SYMBOL);
  const all = classifier.classify(images, groups.length);
  return groups.map((group, g) => {
    const scores = all.subarray(g * classes.length, (g + 1) * classes.length);
    const none = noSymbol < 0 ? 0 : Math.max(scores[noSymbol], RULED_OUT);
    const labels = classes
      .map((label, c) => ({
        label,
        probability: Math.exp(scores[c]),
        score: WEIGHT * (group.length * scores[c] - none + logPartCount(label, group.length)),
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
