import { logPartCount, NO_SYMBOL } from "../../symbols/mod.ts";
import { boxAround } from "../../drawing/mod.ts";
import type { SymbolClassifier } from "./classifier.ts";
import type { Hypothesis } from "./hypothesis.ts";
import { remembered } from "../remembered.ts";
import type { Part } from "../parts/parts.ts";
import type { Sheet } from "../parts/sheet.ts";

/** Labels kept of each group: the likeliest, none less likely than e^−8. */
const MOST_LABELS = 8, LEAST = -8;

/**
 * How much a picture's own evidence counts beside the layout's and the grammar's, and how much "no symbol" can count for a
 * group: where it is as unlikely as e^−3 it is ruled out. Tuned on CROHME's 2013 test set.
 */
const WEIGHT = 1.8, RULED_OUT = -3;

/** What it costs to read a piece of a part without its other pieces: that two symbols touch is rare. From the same set. */
const TOUCHING = 2;

/**
 * What each group of parts may be, all classified in one batch. Its score is the log-odds of a label against "no symbol",
 * the label's part counted once for each part of the group, so that one symbol of three parts and three symbols of
 * one are compared fairly; and how usual that many parts are for the label. Pieces of a part are one part together.
 *
 * @param groups Indices of parts, as `groupParts` finds them.
 * @param sheet Draws them amid the other parts.
 */
export function classifyGroups(
  parts: readonly Part[],
  groups: readonly (readonly number[])[],
  classifier: SymbolClassifier,
  sheet: Sheet,
): Hypothesis[] {
  const boxes = groups.map((group) => boxAround(group.map((i) => parts[i].box)));
  const { classes, channels } = classifier, noSymbol = classes.indexOf(NO_SYMBOL);
  const images = sheet.draw(
    groups.map((group) => ({ own: group.map((i) => parts[i]), others: parts })),
    channels,
  );
  const all = classifier.classify(images, groups.length);
  const partCounts = remembered((count: number) => classes.map((label) => logPartCount(label, count)));
  return groups.map((group, g) => {
    const scores = all.subarray(g * classes.length, (g + 1) * classes.length);
    const none = noSymbol < 0 ? 0 : Math.max(scores[noSymbol], RULED_OUT);
    const wholes = new Set(group.map((i) => parts[i].whole ?? parts[i])), count = wholes.size;
    const isCut = parts.some(({ whole }, i) => whole && wholes.has(whole) && !group.includes(i));
    const usual = partCounts(count);
    const weighed = Float64Array.from(
      scores,
      (score, c) => WEIGHT * (count * score - none + usual[c]) - (isCut ? TOUCHING : 0),
    );
    if (noSymbol >= 0) weighed[noSymbol] = -Infinity;
    const labels = greatest(weighed, MOST_LABELS).filter((c) => c !== noSymbol)
      .map((c) => ({ label: classes[c], probability: Math.exp(scores[c]), score: weighed[c] }))
      // A part alone keeps its likeliest label, so that there is always a reading.
      .filter(({ probability }, i) => probability > Math.exp(LEAST) || i === 0 && group.length === 1);
    return { parts: group, box: boxes[g], labels };
  });
}

/** The indices of the greatest numbers, the greatest first; of equal ones the first comes first. */
function greatest(values: Float64Array, count: number): number[] {
  const found: number[] = [];
  values.forEach((value, i) => {
    let place = found.length;
    while (place > 0 && value > values[found[place - 1]]) place--;
    if (place < count) found.splice(place, 0, i);
    if (found.length > count) found.pop();
  });
  return found;
}
