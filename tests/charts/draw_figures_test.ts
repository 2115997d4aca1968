import { assertEquals } from "@std/assert";
import { fitted } from "../../lib/charts/page/draw_figures.js";
import { darkColours } from "../../lib/charts/figures/dark.ts";
import type { Figure } from "../../lib/charts/mod.ts";
import { EXAMPLES } from "./examples.ts";

// deno-lint-ignore no-explicit-any
function drawn({ data, layout }: Figure, place: { width: number; dark?: boolean; print?: boolean }): any {
  const chart = { data, layout, dark: darkColours({ data, layout }) };
  const before = JSON.stringify(chart);
  const result = fitted(JSON.parse(before), { dark: false, ...place });
  assertEquals(JSON.stringify(chart), before, "the chart itself stays");
  return result;
}

const wide = EXAMPLES.curves;

Deno.test("a chart takes the width of its place, and its own colours on light paper", () => {
  const { data, layout } = drawn(wide, { width: 1000 });
  assertEquals({ data, layout }, {
    data: wide.data,
    layout: { ...wide.layout, width: 1000, uirevision: true },
  });
});

Deno.test("on dark paper every colour that changes is changed", () => {
  const figure = drawn(wide, { width: 1000, dark: true });
  assertEquals(figure.layout.paper_bgcolor, "#171717");
  for (const [path, colour] of darkColours(wide)) {
    assertEquals(path.reduce((at, key) => at[key], figure), colour, path.join("."));
  }
});

Deno.test("a heat map on a narrow page is no higher than a little more than its width", () => {
  const { layout: { height: _, ...layout }, data } = EXAMPLES.confusion;
  const high = { data, layout: { ...layout, height: 1000 } };
  assertEquals(drawn(high, { width: 368 }).layout.height, 460);
  assertEquals(drawn(high, { width: 800 }).layout.height, 1000);
  assertEquals(
    drawn(high, { width: 680, print: true }).layout.height,
    820,
    "and no higher than a page of paper",
  );
  assertEquals(drawn(high, { width: 368 }).data[0].colorbar.thickness, 8);
});

Deno.test("a heat map of a fixed width that is too wide becomes smaller, other charts are scaled as they are drawn", () => {
  const similarity = drawn(EXAMPLES.similarity, { width: 190 }).layout;
  assertEquals([similarity.width, similarity.height], [190, 150]);
  assertEquals(drawn(EXAMPLES.similarity, { width: 900 }).layout.width, 380);
  assertEquals(drawn(EXAMPLES.boxes, { width: 128 }).layout.width, 256);
});

Deno.test("on a narrow page bars leave room for the texts beside them", () => {
  assertEquals(drawn(EXAMPLES.classBars, { width: 368 }).layout.xaxis.range, [0, 1.5]);
  assertEquals(drawn(EXAMPLES.classBars, { width: 700 }).layout.xaxis.range, [0, 1.2]);
});
