import { assert, assertEquals, assertNotEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { decode } from "fast-png";
import { DrawingError, openRenderer, partitionHeatMap, type Renderer, toSvg } from "../../lib/charts/mod.ts";
import { testWith } from "../permission.ts";
import { EXAMPLES, HOSTILE_NAMES } from "./examples.ts";

function testRenderer(name: string, run: (renderer: Renderer) => Promise<void>): void {
  testWith({ read: true }, name, async () => {
    using renderer = openRenderer();
    await run(renderer);
  });
}

testRenderer("svg() draws every series, and names them, their axes and references", async (renderer) => {
  const svg = await renderer.svg(EXAMPLES.curves);
  assertEquals(svg.match(/class="trace scatter/g)?.length, EXAMPLES.curves.data.length);
  const shown = texts(svg);
  for (
    const text of ["Accuracy <of> all & sundry", "Test accuracy", "iid", "non-iid", "<i>my & method</i>"]
  ) {
    assert(shown.includes(text), text);
  }
  assert(shown.includes("original IID 0.910"));
});

testRenderer("svg() refers to nothing outside itself", async (renderer) => {
  for (const figure of Object.values(EXAMPLES)) {
    const svg = await renderer.svg(figure);
    const outside = svg.match(
      /(href|src)="(?!data:|#)[^"]*"|url\((?!['"]?#|&quot;#)[^)]*\)|<script|@import/g,
    );
    assertEquals(outside, null);
  }
});

testRenderer("svg() shows class names as they are", async (renderer) => {
  for (const figure of [EXAMPLES.confusion, EXAMPLES.partitionHeatMap, EXAMPLES.knowledge]) {
    const shown = texts(await renderer.svg(figure));
    assertEquals(HOSTILE_NAMES.filter((name) => !shown.includes(name)), []);
  }
});

testRenderer("the same figure gives the same bytes, in this renderer and in another", async (renderer) => {
  const first = await renderer.svg(EXAMPLES.curves);
  const other = await renderer.svg(EXAMPLES.cost);
  assertEquals(await renderer.svg(EXAMPLES.curves), first);
  assertEquals(await toSvg(EXAMPLES.curves), first);
  const together = [EXAMPLES.cost, EXAMPLES.curves, EXAMPLES.cost].map((figure) => renderer.svg(figure));
  assertEquals(await Promise.all(together), [other, first, other]);
  assertNotEquals(clipIds(first), clipIds(other), "two images on one page must not share ids");
});

testRenderer("a heat map is one sharp pixel a cell", async (renderer) => {
  const svg = await renderer.svg(
    partitionHeatMap({ classes: ["a", "b", "c"], counts: [[1, 10, 0], [0, 1, 10]] }),
  );
  const [, attributes] = svg.match(/<g class="hm"><image ([^>]*)>/)!;
  assertStringIncludes(attributes, "image-rendering: pixelated");
  const png = decode(Uint8Array.fromBase64(attributes.match(/base64,([^"]*)/)![1]));
  assertEquals([png.width, png.height, png.channels], [3, 2, 4]);
  const cells = Array.from({ length: 6 }, (_, i) => Array.from(png.data.slice(4 * i, 4 * i + 4)).join());
  // One image is the palest blue, ten (the most) the darkest, none is transparent.
  assertEquals(cells, [
    ...["230,239,248,255", "8,48,107,255", "0,0,0,0"],
    ...["0,0,0,0", "230,239,248,255", "8,48,107,255"],
  ]);
});

testRenderer("png() is a PNG of the size asked for, and nothing is cut at its edges", async (renderer) => {
  for (const [name, figure] of Object.entries(EXAMPLES)) {
    const png = await renderer.png(figure, { widthPixels: 700, heightPixels: 400, scale: 1 });
    assertEquals(Array.from(png.slice(0, 8)), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { width, height, data, channels } = decode(png);
    assertEquals([width, height], [700, 400]);
    const isWhite = (x: number, y: number) => {
      const at = channels * (y * width + x);
      return data[at] === 255 && data[at + 1] === 255 && data[at + 2] === 255;
    };
    for (let x = 0; x < width; x++) {
      assert(isWhite(x, 0) && isWhite(x, height - 1), `${name} is cut at column ${x}`);
    }
    for (let y = 0; y < height; y++) {
      assert(isWhite(0, y) && isWhite(width - 1, y), `${name} is cut at row ${y}`);
    }
  }
});

testRenderer("png() has two pixels a pixel of the layout's size by default", async (renderer) => {
  const { width, height } = decode(await renderer.png(EXAMPLES.imageGrid));
  assertEquals([width, height], [
    2 * Number(EXAMPLES.imageGrid.layout.width),
    2 * Number(EXAMPLES.imageGrid.layout.height),
  ]);
});

testWith({ read: true }, "a closed renderer rejects what is on the way and what comes after", async () => {
  const renderer = openRenderer();
  const onTheWay = renderer.svg(EXAMPLES.curves);
  renderer.close();
  await assertRejects(() => onTheWay, DrawingError, "the renderer was closed");
  await assertRejects(() => renderer.svg(EXAMPLES.curves), DrawingError, "the renderer was closed");
});

function clipIds(svg: string): string[] {
  return Array.from(svg.matchAll(/<clipPath[^>]* id="([^"]*)"/g), ([, id]) => id);
}

/** What the text elements show. */
function texts(svg: string): string[] {
  return Array.from(
    svg.matchAll(/<text[^>]*>([\s\S]*?)<\/text>/g),
    ([, content]) =>
      content.replace(/<[^>]*>/g, "")
        .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code))
        .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
  );
}
