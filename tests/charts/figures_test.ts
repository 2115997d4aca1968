import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { decode } from "fast-png";
import {
  boxesOverImage,
  classBars,
  clientBars,
  colourOf,
  confusionHeatMap,
  curves,
  type Figure,
  imageGrid,
  megabytesSoFar,
  nameBars,
  partitionBars,
  partitionHeatMap,
  type PlotlyObject,
  trainingCost,
} from "../../lib/charts/mod.ts";
import { EXAMPLES } from "./examples.ts";

Deno.test("every figure is plain data, unchanged by JSON", () => {
  for (const [name, figure] of Object.entries(EXAMPLES)) {
    const { data, layout } = JSON.parse(JSON.stringify(figure));
    assertEquals(data, withoutUndefined(figure.data), name);
    assertEquals(layout, withoutUndefined(figure.layout), name);
  }
});

Deno.test("curves() draws the mean of the seeds and their range as an outline", () => {
  const { data } = curves({ yTitle: "Accuracy", series: [{ name: "iid", runs: [[0.2, 0.5], [0.4, 0.6]] }] });
  const [band, line] = data;
  assertEquals(line.x, [1, 2]);
  closeTo(line.y, [0.3, 0.55]);
  assertEquals(band.x, [1, 2, 2, 1]);
  closeTo(band.y, [0.4, 0.6, 0.5, 0.2]);
});

Deno.test("curves() draws mean ± the sample's standard deviation where asked", () => {
  // 1, 2, 3: mean 2, deviation √(2 / 2) = 1.
  const [band] =
    curves({ yTitle: "y", band: "deviation", series: [{ name: "a", runs: [[1], [2], [3]] }] }).data;
  assertEquals(band.y, [3, 1]);
});

Deno.test("curves() takes a run that broke off early as far as it came", () => {
  const [, line] = curves({ yTitle: "y", series: [{ name: "a", runs: [[1, 2, 3], [3]] }] }).data;
  assertEquals(line.y, [2, 2, 3]);
});

Deno.test("curves() draws one line for one seed, and names references with their value", () => {
  const { data, layout } = curves({
    yTitle: "y",
    xTitle: "Bytes",
    series: [{ name: "a", runs: [[1, 2]], x: [10, 20] }, { name: "b", runs: [[]] }],
    references: [{ name: "original IID", value: 0.91 }],
  });
  assertEquals(data.map(({ x }) => x), [[10, 20], []]);
  const [reference] = layout.shapes as readonly PlotlyObject[];
  assertEquals([reference.name, reference.y0, reference.y1], ["original IID 0.910", 0.91, 0.91]);
});

Deno.test("partitionHeatMap() colours by the logarithm of the count and leaves cells without images empty", () => {
  const [map] = partitionHeatMap({ classes: ["a", "b", "c"], counts: [[1, 10, 0], [0, 100, 1000]] }).data;
  closeTo((map.z as number[][])[0], [0, 1, null]);
  closeTo((map.z as number[][])[1], [null, 2, 3]);
  assertEquals(map.customdata, [[1, 10, 0], [0, 100, 1000]]);
});

Deno.test("partitionBars() stacks each client's labels, the most frequent first, coloured as in the map", () => {
  const shown = { classes: ["a", "b", "c"], counts: [[1, 10, 0], [0, 100, 1000]] };
  const { data, layout } = partitionBars(shown);
  assertEquals(data.map(({ x, y, customdata }) => ({ x, y, customdata })), [
    { x: ["0", "1"], y: [10, 1000], customdata: ["b", "c"] },
    { x: ["0", "1"], y: [1, 100], customdata: ["a", "b"] },
  ]);
  // The map's scale goes from 0 to log₁₀ 1000: a third of it, its end, its start, two thirds.
  const [third, end, start, twoThirds] = data.flatMap(({ marker }) => (marker as PlotlyObject).color);
  const [{ zmin, zmax, colorscale }] = partitionHeatMap(shown).data;
  assertEquals([zmin, zmax], [0, 3]);
  assertEquals([[0, start], [1, end]], [
    (colorscale as PlotlyObject[])[0],
    (colorscale as PlotlyObject[]).at(-1),
  ]);
  // Between #BAD4EA at ¼ and #6CA9D3 at ½; between #6CA9D3 at ½ and #2272B4 at ¾.
  assertEquals([third, twoThirds], ["#A0C6E2", "#3B84BE"]);
  assertEquals(layout.barmode, "stack");
});

Deno.test("partitionBars() has no block of a label that a client does not hold", () => {
  const { data, layout } = partitionBars({ classes: ["a", "b"], counts: [[5, 0], [3, 4]] });
  assertEquals(data.map(({ x, y }) => ({ x, y })), [{ x: ["0", "1"], y: [5, 4] }, { x: ["1"], y: [3] }]);
  assertEquals((layout.xaxis as PlotlyObject).categoryarray, ["0", "1"]);
});

Deno.test("bars of amounts are the darker the greater, up to the greatest there may be", () => {
  const colours = ({ data: [{ marker }] }: Figure) => (marker as PlotlyObject).color;
  const bars = { values: [0, 0.25, 1], most: 1 }, names = ["iid", "x", "y"];
  const expected = ["#E6EFF8", "#BAD4EA", "#08306B"];
  assertEquals(colours(nameBars({ ...bars, names, xTitle: "A", colours: "amounts" })), expected);
  assertEquals(colours(clientBars({ ...bars, yTitle: "A" })), expected);
  assertEquals(colours(nameBars({ ...bars, names, xTitle: "A" })), names.map(colourOf));
});

Deno.test("clientBars() marks the mean", () => {
  const { layout } = clientBars({ yTitle: "Images", values: [10, 30, 20] });
  const [mean] = layout.shapes as readonly PlotlyObject[];
  assertEquals([mean.name, mean.y0], ["mean 20", 20]);
});

Deno.test("confusionHeatMap() shows each cell once: errors in one trace, the diagonal in the other", () => {
  const [wrong, right] = confusionHeatMap({ classes: ["a", "b"], counts: [[3, 1], [0, 0]] }).data;
  // A quarter of a's four images was wrong: √¼; three quarters right: √¾.
  assertEquals(wrong.z, [[null, 0.5], [null, null]]);
  assertEquals(right.z, [[0.866, null], [null, null]]);
  assertEquals(wrong.customdata, [[null, [1, 4]], [null, null]]);
  assertEquals(right.customdata, [[[3, 4], null], [null, null]]);
});

Deno.test("classBars() puts the worst first and leaves out classes without an image", () => {
  const [bars] =
    classBars({ classes: ["a", "b", "c", "d"], scores: [0.5, 0, 0.2, 1], support: [4, 0, 5, 2], limit: 2 })
      .data;
  assertEquals(bars.y, ["c", "a"]);
  assertEquals(bars.x, [0.2, 0.5]);
  assertEquals(bars.text, ["0.20 · 5 images", "0.50 · 4 images"]);
});

Deno.test("trainingCost() adds up megabytes in both directions", () => {
  const [seconds, megabytes] = trainingCost({
    series: [{
      name: "iid",
      rounds: [
        { seconds: 3, uploadBytes: 1e6, downloadBytes: 3e6 },
        { seconds: 2, uploadBytes: 2e6, downloadBytes: 4e6 },
      ],
    }],
  }).data;
  assertEquals([seconds.y, megabytes.y], [[3, 2], [4, 10]]);
});

Deno.test("a method looks alike in the charts of accuracy and of cost, and as no other there", () => {
  const names = Array.from({ length: 12 }, (_, i) => `method ${i}`), x = [1, 2];
  const coloursOf = ({ data }: Figure) => data.map(({ line }) => (line as { color: string }).color);
  const accuracy = coloursOf(
    curves({ series: names.map((name) => ({ name, runs: [x] })), yTitle: "Test accuracy" }),
  );
  const cost = coloursOf(
    trainingCost({
      series: names.map((name) => ({
        name,
        rounds: x.map((n) => ({ seconds: n, uploadBytes: n, downloadBytes: n })),
      })),
    }),
  );
  assertEquals(cost, [...accuracy, ...accuracy]);
  assertEquals(new Set(accuracy).size, names.length);
});

Deno.test("imageGrid() lays the images out dark on white", () => {
  const figure = imageGrid({
    size: 2,
    rows: [
      { caption: "a", images: [Uint8Array.of(255, 0, 0, 100), Uint8Array.of(0, 0, 0, 55)] },
      { caption: "b", images: [Uint8Array.of(1, 2, 3, 4)] },
    ],
  });
  const [{ source }] = figure.layout.images as readonly { source: string }[];
  const { width, height, data } = decode(Uint8Array.fromBase64(source.replace("data:image/png;base64,", "")));
  const pixel = (x: number, y: number) => data[y * width + x];
  // Two by two images of two pixels, five free pixels after each.
  assertEquals([width, height], [14, 14]);
  assertEquals([pixel(0, 0), pixel(1, 0), pixel(1, 1), pixel(8, 1)], [0, 255, 155, 200]);
  assertEquals([pixel(0, 7), pixel(1, 8), pixel(7, 7)], [254, 251, 255]);
});

Deno.test("names reach plotly escaped, so that it shows them as they are", () => {
  const text = JSON.stringify(EXAMPLES);
  for (const markup of ["<b>", "</script>", "<i>my", "<of>"]) assert(!text.includes(markup), markup);
});

Deno.test("boxes over an image are one shape for the sure ones and one for the doubtful, however many there are", () => {
  const box = (left: number, confidence: number) => ({
    left,
    top: 2,
    right: left + 3,
    bottom: 7,
    label: "x",
    confidence,
  });
  const drawn = (boxes: ReturnType<typeof box>[]) => {
    const { layout } = boxesOverImage({ pixels: new Uint8Array(200), width: 20, height: 10, boxes });
    return (layout.shapes as readonly PlotlyObject[]).map((
      { path, line },
    ) => [path, (line as PlotlyObject).dash]);
  };
  assertEquals(drawn([]), []);
  assertEquals(drawn([box(1, 0.9), box(5, 0.2), box(10, 0.5)]), [
    ["M1,2H4V7H1ZM10,2H13V7H10Z", undefined],
    ["M5,2H8V7H5Z", "dash"],
  ]);
});

function closeTo(actual: unknown, expected: readonly (number | null)[]): void {
  assertEquals((actual as unknown[]).length, expected.length);
  expected.forEach((value, i) => {
    const got = (actual as (number | null)[])[i];
    if (value === null || got === null) assertEquals(got, value);
    else assertAlmostEquals(got, value, 1e-12);
  });
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== undefined).map((
      [key, item],
    ) => [key, withoutUndefined(item)]),
  );
}

Deno.test("megabytesSoFar() adds up both directions of a run's rounds", () => {
  const rounds = [{ uploadBytes: 1e6, downloadBytes: 5e5 }, { uploadBytes: 2e6, downloadBytes: 0 }];
  assertEquals(megabytesSoFar(rounds), [1.5, 3.5]);
});
