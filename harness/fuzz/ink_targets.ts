import { InkmlError, parseInkml } from "../../lib/data/crohme/inkml.ts";
import { PackedError, parsePacked } from "../../lib/data/crohme/packed.ts";
import { inkDigest } from "../../lib/data/crohme/same_ink.ts";
import { MOST_INKML, MOST_LINE } from "../../lib/data/files/limits.ts";
import { IMAGE_BYTES, rasterize, type Stroke } from "../../lib/drawing/mod.ts";
import type { Target } from "./target.ts";
import { bytesOf, textOf } from "./text.ts";

const INKML = `<?xml version="1.0" encoding="UTF-8"?>
<ink xmlns="http://www.w3.org/2003/InkML">
<traceFormat><channel name="X" type="decimal"/><channel name="Y" type="decimal"/></traceFormat>
<annotation type="writer">w1</annotation><annotation type="truth">$x &lt; 2$</annotation>
<annotationXML type="truth" encoding="Content-MathML"><math><mi xml:id="x_1">x</mi></math></annotationXML>
<trace id="0">1 2, 3 4, 5 -6</trace><trace id="1">10 20, 30.5 4e1</trace><trace id="2">7 7</trace>
<traceGroup xml:id="g"><annotation type="truth">Segmentation</annotation>
<traceGroup xml:id="a"><annotation type="truth">x</annotation><traceView traceDataRef="0"/><traceView traceDataRef="1"/></traceGroup>
<traceGroup xml:id="b"><annotation type="truth">2</annotation><traceView traceDataRef="#2"/></traceGroup>
</traceGroup></ink>`;

const LINE = JSON.stringify({
  id: "a",
  split: "2014test",
  writer: "w",
  latex: "x+1",
  symbols: [
    { label: "X", raw: "x", strokes: [[0, 0, 5, 5.5, 10, 0], [1, 1]] },
    { label: null, raw: ".", strokes: [[3, 4]] },
  ],
  strokes_unlabelled: [[9, 9, 8, 8]],
});

/** What is done with ink once it is read. */
function draw(strokes: readonly Stroke[]): void {
  rasterize(strokes, new Uint8Array(IMAGE_BYTES));
}

/** A text with so much of `piece` in place of its @ that it has `most` characters, or a little less. */
function filled(text: string, piece: string, most: number): Uint8Array<ArrayBuffer> {
  return bytesOf(text.replace("@", () => piece.repeat(Math.floor((most - text.length) / piece.length))));
}

/** What reads ink. */
export function inkTargets(): Target[] {
  return [
    {
      name: "InkML",
      inputs: () => [bytesOf(INKML), bytesOf(INKML.replaceAll("\n", ""))],
      tokens: [
        "<trace>",
        "</trace>",
        "<traceGroup>",
        "</traceGroup>",
        "<annotation",
        "</annotation>",
        "<annotationXML",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "&b;",
        "<![CDATA[",
        "-->",
        "<!--",
        "<?x",
        "__proto__",
        'id="',
      ],
      refusals: [InkmlError],
      read(bytes) {
        const { symbols, unlabelled } = parseInkml(textOf(bytes));
        symbols.forEach(({ strokes }) => draw(strokes));
        inkDigest({ symbols, unlabelled } as unknown as Parameters<typeof inkDigest>[0]);
      },
      memory: 1e9,
      largest:
        () => [filled(INKML.replace("</ink>", "@</ink>"), '<trace id="9">1 2, 3 4</trace>', MOST_INKML)],
    },
    {
      name: "JSON lines",
      inputs: () => [bytesOf(LINE), bytesOf(LINE.replace('"writer":"w",', ""))],
      tokens: [
        "null",
        "[",
        "]",
        "{}",
        '"symbols":',
        '"__proto__":',
        "[[]]",
        '"label":1',
        '"id":[]',
        "1e400",
        "true",
      ],
      refusals: [PackedError],
      read(bytes) {
        const expression = parsePacked(textOf(bytes), "case:1");
        for (const { label, raw, strokes } of expression.symbols) {
          if ((label !== null && typeof label !== "string") || typeof raw !== "string") {
            throw new TypeError("no text");
          }
          draw(strokes);
        }
        const { id, split, latex, writer } = expression;
        if ([id, split, latex, writer ?? ""].some((text) => typeof text !== "string")) {
          throw new TypeError("no text");
        }
        inkDigest(expression);
      },
      memory: 1e9,
      largest: () => [filled(LINE.replace("[9,9,8,8]", "@[9,9,8,8]"), "[1,2],", MOST_LINE)],
    },
  ];
}
