import { assertEquals, assertThrows } from "@std/assert";
import { InkmlError, parseInkml } from "../../lib/data/crohme/inkml.ts";
import { inkml } from "./inkml_writer.ts";

Deno.test("an InkML file gives its symbols, its LaTeX, its annotations and the strokes of no symbol", () => {
  const { latex, annotations, symbols, unlabelled } = parseInkml(inkml());
  assertEquals(latex, "$x < y$");
  assertEquals(annotations.UI, "2013_X_1");
  assertEquals(symbols, [
    { label: "X", raw: "x", strokes: [[1, 2, 3, -4.5], [5, 5]] },
    { label: "lt", raw: "<", strokes: [[7, 0, 6, 1]] },
  ]);
  assertEquals(unlabelled, [[8, 0, 9, 1]]);
});

Deno.test("a truth may hold a raw < or &, also before a letter, and an escaped one", () => {
  for (
    const [written, meant] of [["$a<b$", "$a<b$"], ["a & b", "a & b"], ["a &lt; b &amp; c", "a < b & c"]]
  ) {
    assertEquals(parseInkml(inkml({ truth: written })).latex, meant);
  }
});

Deno.test("points may have more channels, in another order, and names a prefix", () => {
  const xml = `<i:ink xmlns:i="http://www.w3.org/2003/InkML"><i:traceFormat><i:channel name="T"/>
    <i:channel name="Y"/><i:channel name="X"/></i:traceFormat><i:trace xml:id="t1">0 20 10, 1 21 11</i:trace>
    <i:traceGroup><i:annotation type="truth">1</i:annotation><i:traceView traceDataRef="#t1"/></i:traceGroup></i:ink>`;
  assertEquals(parseInkml(xml).symbols, [{ label: "1", raw: "1", strokes: [[10, 20, 11, 21]] }]);
});

Deno.test("a symbol whose traces are empty or missing is there without strokes, to be counted", () => {
  const groups =
    `<traceGroup><annotation type="truth">y</annotation><traceView traceDataRef="77"/></traceGroup>`;
  assertEquals(parseInkml(inkml({ groups })).symbols, [{ label: "y", raw: "y", strokes: [] }]);
});

const REFUSED: [what: string, xml: string, rule: string][] = [
  ["an empty file", " \n", "empty file"],
  ["a document type", `<!DOCTYPE ink [<!ENTITY a "b">]>${inkml()}`, "document type"],
  ["a file without truth", inkml({ truth: "", groups: "" }), "without truth"],
  ["a truth without trace groups", inkml({ groups: "" }), "without trace groups"],
  ["a file cut off", inkml().slice(0, -40), "no well-formed XML"],
  ["another kind of file", "<svg></svg>", "no <ink> element"],
  ["a word among the points", inkml({ traces: `<trace id="0">1 2, nan</trace>` }), "not two numbers"],
];
for (const [what, xml, rule] of REFUSED) {
  Deno.test(`${what} is refused by its rule`, () => {
    assertThrows(() => parseInkml(xml), InkmlError, rule);
  });
}
