import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { Box } from "../../lib/drawing/mod.ts";
import {
  decodePicture,
  loadReaderModel,
  type ReaderModel,
  type Recognition,
  recognize,
  startOpenCv,
} from "../../lib/recognize/mod.ts";
import { toText, valueText } from "../../lib/expressions/mod.ts";
import { testWith } from "../permission.ts";
import { unclaimedInk } from "./claimed_ink.ts";
import { drawn, type WrittenSymbol } from "./reading.ts";

/**
 * What was written, by the project's own ink with a seed or by hand, and how the default model must read it. All but the
 * last two are the truth; these are what the model finds, so another model has others.
 */
interface Golden {
  /** As `toLatex` writes it. */
  readonly latex: string;
  /** As `toText` writes it. */
  readonly text: string;
  /** As `valueText` puts it. */
  readonly value: string;
  /** To four decimals. */
  readonly confidence: number;
  /** Of symbols, counted from the left, what else the classifier takes them for with more than 0.1. */
  readonly alternatives: readonly (readonly [symbol: number, label: string, probability: number])[];
}

/** Numbers are stored to four decimals; the network, OpenCV and the logarithms give the same bits on every machine. */
const ROUNDED = 0.6e-4;

/** Pixels by which a box may end earlier or later: the threshold is not exactly at half ink. */
const EDGE = 2;

/** Where symbols touch, their boxes end where the cut is: so much of the box around both must be in both. */
const SAME = 0.6;

const READINGS = new URL("../fixtures/readings/", import.meta.url);
const PICTURES = new URL("../fixtures/pictures/", import.meta.url);

await startOpenCv();
const loadModel = () => loadReaderModel(new URL("../../data/models/reader", import.meta.url).pathname);

function checkReading(read: Recognition, golden: Golden): void {
  assertEquals(read.latex, golden.latex);
  assertEquals(toText(read.tree), golden.text);
  assertEquals(valueText(read.value), golden.value);
  assertAlmostEquals(read.confidence, golden.confidence, ROUNDED);
  const doubts = read.symbols.flatMap(({ alternatives }, i) => {
    const [likeliest] = alternatives.toSorted((a, b) => b.probability - a.probability);
    return likeliest?.probability > 0.1 ? [[i, likeliest.label, likeliest.probability] as const] : [];
  });
  assertEquals(doubts.map(([i, label]) => [i, label]), golden.alternatives.map(([i, label]) => [i, label]));
  doubts.forEach(([, , probability], i) =>
    assertAlmostEquals(probability, golden.alternatives[i][2], ROUNDED)
  );
}

testWith({ read: true }, "expressions are read as they were drawn: places, labels, ink, value", async (t) => {
  const model = await loadModel(), names = [...Deno.readDirSync(READINGS)].map(({ name }) => name).sort();
  assert(names.length >= 20, `${names.length}`);
  for (const name of names) await t.step(name, () => readDrawn(name, model));
});

async function readDrawn(name: string, { classifier, grammar }: ReaderModel): Promise<void> {
  const golden: Golden & { readonly symbols: readonly WrittenSymbol[] } = JSON.parse(
    await Deno.readTextFile(new URL(name, READINGS)),
  );
  const { image, symbols } = drawn(golden.symbols);
  const read = recognize(image, classifier, { grammar });
  checkReading(read, golden);
  assertEquals(unclaimedInk(image, read.symbols), 0);
  const truth = symbols.map(({ raw, box }) => ({
    label: raw === "fraction" ? "-" : raw,
    box,
  })).sort((a, b) => a.box.left - b.box.left || a.box.top - b.box.top);
  const found = read.symbols.toSorted((a, b) => a.box.left - b.box.left || a.box.top - b.box.top);
  assertEquals(found.map(({ label }) => label), truth.map(({ label }) => label));
  const isSame = name.startsWith("touching") ? overlaps : isNear;
  found.forEach(({ box }, i) =>
    assert(isSame(box, truth[i].box), `${truth[i].label}: ${JSON.stringify([box, truth[i].box])}`)
  );
}

function isNear(a: Box, b: Box): boolean {
  return (["left", "top", "right", "bottom"] as const).every((side) => Math.abs(a[side] - b[side]) <= EDGE);
}

function overlaps(a: Box, b: Box): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const area = ({ left, top, right, bottom }: Box) => (right - left) * (bottom - top);
  const both = Math.max(0, across) * Math.max(0, down);
  return both >= SAME * (area(a) + area(b) - both);
}

// Pictures drawn for the project, each with a difficulty of its own: light, tilt, size, lines on the paper.
testWith({ read: true }, "pictures with ruled paper, bleeding, tilt, chalk are read as drawn", async (t) => {
  const { classifier, grammar } = await loadModel();
  const truth: Readonly<Record<string, Golden>> = JSON.parse(
    await Deno.readTextFile(new URL("truth.json", PICTURES)),
  );
  for (const [name, golden] of Object.entries(truth)) {
    await t.step(name, async () => {
      const image = await decodePicture(await Deno.readFile(new URL(name, PICTURES)));
      checkReading(recognize(image, classifier, { grammar }), golden);
    });
  }
});
