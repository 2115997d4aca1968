import { confusionHeatMap, type ReportSection } from "../../../charts/mod.ts";
import { picture } from "../../../data/light.ts";
import { IMAGE_SIZE } from "../../../drawing/mod.ts";
import { percent } from "../../../numbers/mod.ts";
import { displayNames } from "../../../symbols/mod.ts";
import type { Run } from "../../run/run.ts";
import { confusionOf, type Detail } from "../summary.ts";
import { recallSection } from "./recall_section.ts";

/** Symbols shown with their misread images. */
const WORST = 10;
/** Images shown of each. */
const IMAGES = 12;
/** A pair confused once may be chance. */
const FEWEST_CONFUSIONS = 2;

/** A finished run with the scores of its last model, and the names of its classes. */
interface Scored {
  readonly run: Run;
  readonly detail: Detail;
  /** Of each class index. */
  readonly names: readonly string[];
  readonly nameOf: (label: string) => string;
  /** Ends each heading. */
  readonly of: string;
}

/** What the last model of a method's first seed takes for what; nothing where the run was stopped. */
export function mistakesSections(
  run: Run | undefined,
  detail: Detail | undefined,
  of: string,
): ReportSection[] {
  if (!run?.predictions || !detail) return [];
  const { classes } = run.arrangement.test.examples, names = displayNames(classes);
  const nameOf = (label: string) => names[classes.indexOf(label)];
  const scored: Scored = { run, detail, names, nameOf, of };
  return [
    {
      heading: `Confusions${of}`,
      text:
        "What the last model of the first seed takes each symbol for: a row is a symbol, its cells are shares of its test images.",
      figure: confusionHeatMap({ counts: confusionOf(run), classes: names }),
    },
    recallSection(detail, nameOf, of),
    ...misreadSections(scored),
    ...pairSections(scored),
  ];
}

/** A row of misread images for each of the worst symbols, each with what it was taken for. */
function misreadSections({ run, detail, names, nameOf, of }: Scored): ReportSection[] {
  const { examples, indices } = run.arrangement.test;
  const wrong = [...indices.keys()].filter((i) => run.predictions![i] !== examples.labels[indices[i]]);
  const worst = Object.entries(detail.classes).sort(([, a], [, b]) =>
    a.recall - b.recall || b.support - a.support
  );
  const rows = worst.slice(0, WORST).flatMap(([label, { recall, support }]) => {
    const shown = wrong.filter((i) => examples.classes[examples.labels[indices[i]]] === label).slice(
      0,
      IMAGES,
    );
    if (shown.length === 0) return [];
    return [{
      caption: `${nameOf(label)}: ${percent(recall, 0)} of ${support} right`,
      images: shown.map((i) => picture(examples, indices[i])),
      captions: shown.map((i) => names[run.predictions![i]]),
    }];
  });
  if (rows.length === 0) return [];
  return [{
    heading: `Misread images${of}`,
    text: "Of the symbols recognised worst; under each image what it was taken for.",
    images: { size: IMAGE_SIZE, rows },
  }];
}

function pairSections({ detail, nameOf, of }: Scored): ReportSection[] {
  const pairs = detail.lookAlikes.filter(({ confusions }) => confusions >= FEWEST_CONFUSIONS);
  if (pairs.length === 0) return [];
  return [{
    heading: `Confused pairs${of}`,
    text: "Test images of either taken for the other, the most first, and their share of the images of both.",
    table: {
      columns: ["Pair", "Images", "Share"],
      rows: pairs.map(({ pair, confusions, rate }) => [
        pair.map(nameOf).join(" and "),
        String(confusions),
        percent(rate, 1),
      ]),
    },
  }];
}
