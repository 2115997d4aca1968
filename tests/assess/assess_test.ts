import { assertAlmostEquals, assertEquals } from "@std/assert";
import { drawExpression, type Expression } from "../../lib/data/crohme/mod.ts";
import {
  assess,
  type Assessment,
  type PictureReader,
  rightValue,
  summarize,
  type TestExpression,
} from "../../lib/assess/mod.ts";
import { evaluate, parseLatex } from "../../lib/expressions/mod.ts";
import { ReadingError, startOpenCv, writtenGrammar } from "../../lib/recognize/mod.ts";

const EXPRESSION: Expression = {
  id: "made",
  split: "none",
  writer: null,
  latex: "x^1-7",
  symbols: [
    { label: "X", raw: "x", strokes: [[0, 20, 20, 40], [20, 20, 0, 40]] },
    { label: "1", raw: "1", strokes: [[28, 2, 28, 18]] },
    { label: "-", raw: "-", strokes: [[40, 30, 56, 30]] },
    { label: "7", raw: "7", strokes: [[66, 10, 82, 10, 72, 40]] },
  ],
  unlabelled: [],
  origin: "made",
};
const TEST: TestExpression = {
  id: "made",
  latex: EXPRESSION.latex,
  truth: parseLatex(EXPRESSION.latex),
  draw: () => drawExpression(EXPRESSION),
};

/** Says what it is told, of the true symbols' ink. */
function saying(labels: readonly (string | null)[], latex: string): PictureReader {
  const { symbols } = drawExpression(EXPRESSION);
  return {
    grammar: writtenGrammar(),
    classifier: {
      classes: ["x", "X", "1", "7", "-", "no_symbol"],
      channels: 1,
      // Each image is a 7 to it, and rather no symbol.
      classify: (_, count) =>
        Float32Array.from({ length: 6 * count }, (_, i) => i % 6 === 5 ? -0.1 : i % 6 === 3 ? -3 : -9),
    },
    readImage: () => ({
      symbols: labels.flatMap((label, i) => {
        if (label === null) return [];
        const { box, ink } = symbols[i];
        return [{ label, box, probability: 1, alternatives: [], ink }];
      }),
      tree: parseLatex(latex),
      latex,
      value: evaluate(parseLatex(latex)),
      confidence: 0.9,
    }),
  };
}

Deno.test("a right reading, a wrong label, a wrong place, a symbol missed: what each counts as", async () => {
  await startOpenCv();
  const cases: [PictureReader, Partial<Assessment>][] = [
    [saying(["x", "1", "-", "7"], "x^{1}-7"), { errors: 0, rightStructure: true, firstError: "none" }],
    [saying(["X", "1", "-", "7"], "X^1-7"), { errors: 1, rightStructure: true, firstError: "label" }],
    [saying(["x", "1", "-", "7"], "x1-7"), { errors: 1, rightStructure: false, firstError: "structure" }],
    [saying(["x", null, "-", "7"], "x-7"), { errors: 1, rightStructure: false, firstError: "segmentation" }],
  ];
  for (const [reader, expected] of cases) {
    const got = assess(TEST, reader);
    const { errors, rightStructure, firstError } = got;
    assertEquals({ errors, rightStructure, firstError }, expected as unknown);
    // Told the symbols, the reader's own layout is right; the classifier knows the 7 alone.
    assertEquals(got.rightStructureOfTruth, true);
    assertEquals(got.givenBoxes, { cased: 1, folded: 1, labelled: 4 });
  }
  assertEquals(assess(TEST, cases[1][0]).symbols, { truth: 4, read: 4, matched: 4, labelled: 3 });
  assertEquals(assess(TEST, cases[3][0]).symbols, { truth: 4, read: 3, matched: 3, labelled: 3 });
});

Deno.test("a picture that can't be read is an expression with nothing read, a truth not parsed never right", async () => {
  await startOpenCv();
  const refusing: PictureReader = {
    ...saying([], ""),
    readImage: () => {
      throw new ReadingError("nothing");
    },
  };
  const { errors, read, symbols, firstError } = assess(TEST, refusing);
  assertEquals({ errors, read, firstError }, { errors: 4, read: "", firstError: "segmentation" });
  assertEquals(symbols, { truth: 4, read: 0, matched: 0, labelled: 0 });
  // A root sign with nothing under it is no LaTeX; its symbols count in a line: 7 for the minus is one error of two.
  const bare = {
    ...saying(["x", "1", "7", "7"], "x"),
    readImage: () => ({
      ...saying(["x", "1", "7", "7"], "x").readImage(TEST.draw().image),
      latex: "x \\sqrt",
    }),
  };
  assertEquals(assess(TEST, bare).read, "x 1 7 7");
  assertEquals(assess(TEST, bare).errors, 2);
  const unparsed = { ...TEST, latex: "\\vtop{x}", truth: undefined };
  assertEquals(assess(unparsed, saying(["x", "1", "-", "7"], "x^{1}-7")).errors, Infinity);
});

Deno.test("values are right where each side of = is the same number", () => {
  const asked = (read: string, truth: string) => rightValue(parseLatex(read), parseLatex(truth));
  assertEquals(asked("1+2", "1+2"), "right");
  assertEquals(asked("2+1", "1+2"), "right");
  assertEquals(asked("1+7", "1+2"), "wrong");
  assertEquals(asked("1+2=3", "1+2=3"), "right");
  assertEquals(asked("1+3=4", "1+2=3"), "wrong");
  assertEquals(asked("\\frac{1}{2}", "1\\div 2"), "right");
  assertEquals(asked("2^3", "23"), "wrong");
  assertEquals(asked("x", "1+2"), "wrong");
  assertEquals(asked("x", "x"), "not asked");
  assertEquals(asked("1", "1\\div 0"), "not asked");
  assertEquals(rightValue(undefined, parseLatex("1+2")), "wrong");
});

Deno.test("summaries of four expressions, worked by hand", () => {
  const base: Assessment = {
    id: "",
    subset: "line",
    truth: "",
    read: "",
    errors: 0,
    rightStructure: true,
    rightStructureOfTruth: true,
    symbols: { truth: 4, read: 4, matched: 4, labelled: 4 },
    givenBoxes: { cased: 4, folded: 4, labelled: 4 },
    value: "right",
    firstError: "none",
    confidence: 1,
    milliseconds: 10,
  };
  const { all, line, nested } = summarize([
    base,
    {
      ...base,
      errors: 1,
      firstError: "label",
      symbols: { truth: 4, read: 4, matched: 4, labelled: 3 },
      value: "wrong",
    },
    {
      ...base,
      errors: 2,
      firstError: "segmentation",
      rightStructure: false,
      symbols: { truth: 4, read: 2, matched: 1, labelled: 0 },
      givenBoxes: { cased: 2, folded: 3, labelled: 3 },
      value: "not asked",
      milliseconds: 40,
    },
    {
      ...base,
      subset: "nested",
      errors: Infinity,
      firstError: "structure",
      rightStructure: false,
      rightStructureOfTruth: false,
      value: "not asked",
      milliseconds: 20,
    },
  ]);
  assertEquals([all.expressions, all.exact, all.atMostOne, all.atMostTwo], [4, 0.25, 0.5, 0.75]);
  assertEquals([all.structure, all.structureOfTruth], [0.5, 0.75]);
  assertEquals([all.segmentationRecall, all.segmentationPrecision, all.symbolRecall], [
    13 / 16,
    13 / 14,
    11 / 16,
  ]);
  assertAlmostEquals(all.casedAccuracy, 14 / 16);
  assertAlmostEquals(all.labelAccuracy, 1);
  assertEquals([all.withValue, all.rightValue], [2, 0.5]);
  assertEquals(all.firstErrors, { segmentation: 1, label: 1, structure: 1 });
  assertEquals(all.milliseconds, { median: 10, p95: 40 });
  assertEquals([line.expressions, nested.expressions, nested.exact], [3, 1, 0]);
});
