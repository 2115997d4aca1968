import { classBars, type ReportSection } from "../../../charts/mod.ts";
import type { ClassScore } from "../../../metrics/mod.ts";
import { percent, sumOf } from "../../../numbers/mod.ts";
import { neverRecognised } from "../never_recognised.ts";
import type { Detail } from "../summary.ts";

/** Symbols that can be compared in a chart: two bars are a sentence. */
const FEWEST_BARS = 3;
/** Bars of a chart that is still read. */
const MOST_BARS = 20;

/** The display name of a label. */
type NameOf = (label: string) => string;

/**
 * How well each symbol is recognised. Those that never are stand in a sentence; bars show the worst of the others, where
 * their shares differ.
 *
 * @param of Ends the heading.
 */
export function recallSection(detail: Detail, nameOf: NameOf, of: string): ReportSection {
  const all = Object.entries(detail.classes), never = neverRecognised(detail);
  const others = all.filter(([, { recall }]) => recall > 0);
  const hasBars = others.length >= FEWEST_BARS && new Set(others.map(([, { recall }]) => recall)).size > 1;
  return {
    heading: `Recall of each symbol${of}`,
    text: [
      ...never.length > 0 ? [neverText(detail, never, nameOf)] : [],
      hasBars
        ? BARS[never.length > 0 ? "others" : "all"] +
          (others.length > MOST_BARS ? ` Shown are ${MOST_BARS}.` : "")
        : othersText(others, never.length > 0, nameOf),
    ].join("\n\n"),
    ...(hasBars && {
      figure: classBars({
        classes: others.map(([label]) => nameOf(label)),
        scores: others.map(([, { recall }]) => recall),
        support: others.map(([, { support }]) => support),
        limit: MOST_BARS,
      }),
    }),
  };
}

const BARS = {
  all: "The share of a symbol's test images that is recognised, the lowest first.",
  others: "Of the others, the share of a symbol's test images that is recognised, the lowest first.",
};

/** Which symbols are never recognised; where they are most of all, the others are the shorter list. */
function neverText(detail: Detail, never: readonly string[], nameOf: NameOf): string {
  const all = Object.keys(detail.classes), images = (label: string) => detail.classes[label].support;
  const share = percent(sumOf(never, images) / sumOf(all, images), 0);
  const begin = `${never.length} of ${all.length} symbols ${
    never.length === 1 ? "is" : "are"
  } never recognised, ${share} of the test images`;
  const others = all.filter((label) => !never.includes(label));
  return others.length >= never.length
    ? `${begin}: ${never.map(nameOf).join(" ")}`
    : `${begin}: all but ${others.map(nameOf).join(" ")}`;
}

/** The symbols that are recognised, where they are too few or too alike for a chart. */
function othersText(
  others: readonly [label: string, score: ClassScore][],
  areOthers: boolean,
  nameOf: NameOf,
): string {
  if (others.length === 0) return "";
  if (others.every(([, { recall }]) => recall === 1)) {
    return `${areOthers ? "The others are" : "All symbols are"} always recognised.`;
  }
  const shares = others.map(([label, { recall, support }]) =>
    `${percent(recall, 0)} of the ${support} images of ${nameOf(label)}`
  );
  return `Recognised are ${shares.join(", ")}.`;
}
