import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { lookOf } from "../../lib/charts/figures/colours.ts";
import { darkColour, darkColours } from "../../lib/charts/figures/dark.ts";
import { fromOklab, oklab } from "../../lib/charts/figures/oklab.ts";
import { BLUES, REDS } from "../../lib/charts/figures/theme.ts";
import { contrast, luminance } from "./contrast.ts";
import { EXAMPLES } from "./examples.ts";

/** The paper of dark pages, as in page.css. */
const PAPER = "#171717";

Deno.test("OKLab is that of its author, and can be turned back", () => {
  assertEquals(oklab([1, 1, 1]).map((value) => Math.round(1000 * value) / 1000 + 0), [1, 0, 0]);
  assertEquals(oklab([1, 0, 0]).map((value) => Math.round(1000 * value) / 1000), [0.628, 0.225, 0.126]);
  assertEquals(oklab([0, 0, 1]).map((value) => Math.round(1000 * value) / 1000), [0.452, -0.032, -0.312]);
  for (const [i, value] of fromOklab(oklab([0.2, 0.5, 0.03])).entries()) {
    assertAlmostEquals(value, [0.2, 0.5, 0.03][i], 1e-5);
  }
});

Deno.test("on dark paper white is the paper, black ink is light, and lines are seen as on white", () => {
  assertEquals(darkColour("#FFFFFF"), PAPER);
  assert(contrast(darkColour("#222222")!, PAPER) > 7, "ink");
  assert(contrast(darkColour("#E4E4E4")!, PAPER) < 1.4, "a grid stays behind");
  const methods = [
    "central",
    "iid",
    "noniid",
    "fedavg",
    "fedprox",
    "scaffold",
    "fedyogi",
    "feddyn",
    "fedlc",
    "x",
  ];
  for (const { colour } of methods.map(lookOf)) {
    assert(contrast(darkColour(colour)!, PAPER) >= 3, `${colour} is ${darkColour(colour)}`);
  }
  assertEquals(darkColour("#E69F00"), "#e69f00", "an orange that is light enough");
  assertEquals(darkColour("rgba(255,255,255,0.18)"), "rgba(23,23,23,0.18)");
  assertEquals(darkColour("hsl(0,0%,100%)"), PAPER);
  assertEquals([darkColour("white"), darkColour("Wrong"), darkColour("#12345")], [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("the scales of heat maps turn over: little is dark, much is light", () => {
  for (const scale of [BLUES, REDS]) {
    const light = scale.map(([, colour]) => luminance(darkColour(colour, true)!));
    assertEquals(light, light.toSorted((a, b) => a - b));
    assert(contrast(darkColour(scale[0][1], true)!, PAPER) < 1.2);
    assert(contrast(darkColour(scale[4][1], true)!, PAPER) > 6);
  }
});

Deno.test("all colours of a figure are found, wherever they stand, and nothing else", () => {
  const figure = {
    data: [{
      name: "#FFFFFF",
      text: ["#222222"],
      marker: { color: ["#000000", "#E69F00"], symbol: "circle" },
      colorscale: [[0, "#E6EFF8"], [1, "#08306B"]] as const,
    }],
    layout: {
      font: { color: "#000000" },
      shapes: [{ line: { color: "#000000" } }],
      xaxis: { gridcolor: "#FFFFFF" },
    },
  };
  const ink = darkColour("#000000")!;
  assertEquals(darkColours(figure), [
    [["data", 0, "marker", "color", 0], ink],
    [["data", 0, "marker", "color", 1], "#e69f00"],
    [["data", 0, "colorscale", 0, 1], darkColour("#E6EFF8", true)!],
    [["data", 0, "colorscale", 1, 1], darkColour("#08306B", true)!],
    [["layout", "font", "color"], ink],
    [["layout", "shapes", 0, "line", "color"], ink],
    [["layout", "xaxis", "gridcolor"], PAPER],
  ]);
});

Deno.test("no figure of the library names a colour that has no dark one", () => {
  for (const [name, figure] of Object.entries(EXAMPLES)) {
    const colours = JSON.stringify(figure).match(/"\w*color":"[^"]+"/g)!;
    assertEquals(colours.filter((one) => !darkColour(one.split('"')[3])), [], name);
  }
});
