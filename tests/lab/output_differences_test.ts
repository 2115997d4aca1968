import { assertEquals } from "@std/assert";
import type { Cell, Notebook, Output } from "../../lab/notebook.ts";
import { outputDifferences, WALL_CLOCK } from "../../lab/output_differences.ts";

const PLOTLY = "application/vnd.plotly.v1+json";

function notebook(outputs: readonly Output[], tags: readonly string[] = []): Notebook {
  const prose: Cell = { id: "p", cell_type: "markdown", metadata: {}, source: "# T" };
  const code: Cell = { id: "c", cell_type: "code", metadata: { tags }, source: "f()", outputs: [...outputs] };
  return { cells: [prose, code], metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

function printed(text: string | string[], name = "stdout"): Output {
  return { output_type: "stream", name, text };
}

function displayed(data: Record<string, unknown>): Output {
  return { output_type: "display_data", data };
}

/** A chart as show() leaves it, after so many others. */
function chart({ y = [1, 2], title = "T", seconds = 3, png = "aGk=", drawnBefore = 0 } = {}): Output {
  return displayed({
    "image/png": `${png}\n`,
    "text/html":
      `<div id="chart-1x0${seconds}-${drawnBefore}"><img src="data:image/png;base64,${png}"></div>`,
    [PLOTLY]: { data: [{ y, name: `${seconds} s` }], layout: { title: { text: title } } },
    "text/plain": `[Chart: ${title}]`,
  });
}

const CASES: readonly {
  readonly name: string;
  readonly stored: readonly Output[];
  readonly fresh: readonly Output[];
  readonly difference?: string;
  /** With the cell's numbers free; without this as without the tag. */
  readonly inKind?: string | null;
}[] = [
  { name: "the same line", stored: [printed("a 1\n")], fresh: [printed(["a ", "1\n"])] },
  {
    name: "one message or two",
    stored: [printed("a\nb\n"), printed("c", "stderr")],
    fresh: [printed("a\n"), printed("b\n"), printed("c", "stderr")],
  },
  {
    name: "another number",
    stored: [printed("accuracy  9.50, the rest as before, and so on\n")],
    fresh: [printed("accuracy 10.25, the rest as before, and so on\n")],
    difference: 'output 1, stdout: stored "accuracy  9.50, the rest as before, and…", ' +
      'now "accuracy 10.25, the rest as before, and…"',
    inKind: null,
  },
  {
    name: "another word",
    stored: [printed("4 right")],
    fresh: [printed("5 wrong")],
    difference: 'output 1, stdout: stored "4 right", now "5 wrong"',
    inKind: 'output 1, stdout: stored "#right", now "#wrong"',
  },
  {
    name: "a line more",
    stored: [printed("a\n")],
    fresh: [printed("a\nb\n")],
    difference: 'output 1, stdout: stored "a\\n", now "a\\nb\\n"',
  },
  {
    name: "nothing any more",
    stored: [printed("a"), chart()],
    fresh: [printed("a")],
    difference: "stored 2 outputs, now 1",
  },
  {
    name: "another kind of output",
    stored: [printed("a")],
    fresh: [chart()],
    difference: `output 1, stored stdout, now text/plain, ${PLOTLY}, text/html, image/png`,
  },
  { name: "the same chart, as a later one", stored: [chart()], fresh: [chart({ drawnBefore: 12 })] },
  {
    name: "a chart of other numbers",
    stored: [chart({ y: [1, 2], png: "aGk=" })],
    fresh: [chart({ y: [1, 3], png: "aGkh" })],
    difference: `output 1, ${PLOTLY}: /data/0/y/1: stored 2, now 3`,
    inKind: null,
  },
  {
    name: "the same chart drawn otherwise",
    stored: [displayed({ "image/png": "aGk=" })],
    fresh: [displayed({ "image/png": ["aGkh", "\n"] })],
    difference: "output 1, image/png: another image, of 3 bytes, stored 2",
    inKind: null,
  },
  {
    name: "a number as text",
    stored: [displayed({ [PLOTLY]: { x: [1, "a"] } })],
    fresh: [displayed({ [PLOTLY]: { x: ["1", "a"] } })],
    difference: `output 1, ${PLOTLY}: /x/0: stored 1, now "1"`,
    inKind: `output 1, ${PLOTLY}: /x/0: stored #, now "#"`,
  },
  {
    name: "another table",
    stored: [displayed({ "text/html": "<td>1</td>", "text/plain": "1" })],
    fresh: [displayed({ "text/html": "<th>1</th>", "text/plain": "1" })],
    difference: 'output 1, text/html: stored "<td>1</td>", now "<th>1</th>"',
    inKind: 'output 1, text/html: stored "<td>#</td>", now "<th>#</th>"',
  },
  {
    name: "a form less",
    stored: [displayed({ "text/html": "<b>", "text/plain": "b" })],
    fresh: [displayed({ "text/plain": "b" })],
    difference: "output 1, stored text/plain, text/html, now text/plain",
  },
  {
    name: "a chart of more numbers",
    stored: [chart({ y: [1, 2] })],
    fresh: [chart({ y: [1, 2, 3] })],
    difference: `output 1, ${PLOTLY}: /data/0/y/2: stored nothing, now 3`,
    inKind: `output 1, ${PLOTLY}: /data/0/y/2: stored nothing, now #`,
  },
  {
    name: "a chart with another title",
    stored: [chart({ title: "A" })],
    fresh: [chart({ title: "B" })],
    difference: 'output 1, text/plain: stored "[Chart: A]", now "[Chart: B]"',
  },
  {
    name: "an error",
    stored: [printed("a")],
    fresh: [{ output_type: "error", ename: "TypeError", evalue: "no" }],
    difference: "output 1, stored stdout, now error",
  },
];

for (const { name, stored, fresh, difference, inKind = difference } of CASES) {
  const lines = (text?: string | null) => text ? [`cell 2 (c): ${text}`] : [];
  Deno.test(`outputDifferences(): ${name} is ${difference ? "a difference" : "none"}`, () => {
    assertEquals(outputDifferences(notebook(stored), notebook(fresh)), lines(difference));
  });
  Deno.test(`outputDifferences(): ${name} is ${inKind ? "a difference" : "none"} in a cell of wall-clock`, () => {
    const tags = ["answer", WALL_CLOCK];
    assertEquals(outputDifferences(notebook(stored, tags), notebook(fresh, tags)), lines(inKind));
  });
}

Deno.test("outputDifferences(): a chart of measured seconds is compared in kind, its picture and id left out", () => {
  const [stored, fresh] = [
    notebook([chart({ seconds: 3, png: "aGk=" })], [WALL_CLOCK]),
    notebook([chart({ seconds: 14, png: "aGkh", drawnBefore: 2 })], [WALL_CLOCK]),
  ];
  assertEquals(outputDifferences(stored, fresh), []);
});

Deno.test("outputDifferences(): every cell that differs is named, with its id", () => {
  const [stored, fresh] = ["a", "b"].map((text) => {
    const { cells, ...rest } = notebook([printed(text)]);
    return { ...rest, cells: [...cells, { ...cells[1], id: "d" }] };
  });
  assertEquals(outputDifferences(stored, fresh).map((line) => line.split(":")[0]), [
    "cell 2 (c)",
    "cell 3 (d)",
  ]);
});
