import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { textTable } from "../../lib/charts/data_table.ts";
import {
  curves,
  type Figure,
  follow,
  type Output,
  type Place,
  show,
  showTable,
} from "../../lib/charts/mod.ts";
import { chartOutput, PLOTLY_INTEGRITY, PLOTLY_URL } from "../../lib/charts/notebook/chart_output.ts";
import { testWith } from "../permission.ts";

function figureOf(values: readonly number[], title?: string): Figure {
  return curves({ series: [{ name: "iid", runs: [values] }], yTitle: "Test accuracy", title });
}

const DRAWN = {
  widthPixels: 640,
  plain: new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
  sharp: new Uint8Array([0x89, 0x50, 0x4e, 0x48]),
};

Deno.test("chartOutput() has the four forms, each complete in itself", () => {
  const figure = figureOf([0.1, 0.2]);
  const { data: forms } = chartOutput(figure, DRAWN);
  assertEquals(Object.keys(forms), [
    "application/vnd.plotly.v1+json",
    "text/html",
    "image/png",
    "text/plain",
  ]);
  const plotly = forms["application/vnd.plotly.v1+json"] as Figure;
  assertEquals([plotly.data, plotly.layout], [figure.data, figure.layout]);
  assertEquals(forms["image/png"], "iVBORw==");
  assertStringIncludes(
    String(forms["text/html"]),
    '<img src="data:image/png;base64,iVBOSA==" width="640" alt="Chart: Test accuracy over Round">',
  );
  assertEquals(forms["text/plain"], "[Chart: Test accuracy over Round]");
});

Deno.test("chartOutput() lets no title end the script or the attribute it stands in", () => {
  const html = String(chartOutput(figureOf([1], '</script><img onerror="x">'), DRAWN).data["text/html"]);
  assertEquals(html.match(/<\/script>/g)?.length, 1);
  assertEquals(html.match(/<img/g)?.length, 1);
});

Deno.test("two charts of the same figure have places of their own", () => {
  const place = () => /id="([^"]+)"/.exec(String(chartOutput(figureOf([1]), DRAWN).data["text/html"]))![1];
  assert(place() !== place());
});

testWith({ read: true }, "the address and digest of plotly are those of the package in use", async () => {
  const { default: library } = await import("plotly.js-dist-min/plotly.min.js", { with: { type: "text" } });
  const digest = await crypto.subtle.digest("SHA-384", new TextEncoder().encode(library));
  assertEquals(PLOTLY_INTEGRITY, `sha384-${new Uint8Array(digest).toBase64()}`);
  const [, version] = /plotly-(.+)\.min\.js$/.exec(PLOTLY_URL)!;
  assert(library.startsWith(`/**\n* plotly.js v${version}\n`), library.slice(0, 60));
});

Deno.test("show() outside a notebook says what to use instead", async () => {
  await assertRejects(() => showTable({ columns: ["a"], rows: [] }), Error, "elsewhere use toSvg(), toPng()");
  await assertRejects(() => show(figureOf([1])), Error, "elsewhere use toSvg(), toPng()");
});

async function* results(count: number, pauseMilliseconds = 0): AsyncGenerator<number> {
  for (let i = 1; i <= count; i++) {
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
    yield i;
  }
}

/** Records what is put, each chart as the number of its points; drawing takes a while. */
function recorder() {
  const shown: { points: number; place?: Place }[] = [];
  return {
    shown,
    async draw(figure: Figure): Promise<Output> {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { data: { "text/plain": (figure.data[0].y as number[]).length } };
    },
    put({ data }: Output, place?: Place): Promise<void> {
      shown.push({ points: data["text/plain"] as number, place });
      return Promise.resolve();
    },
  };
}

Deno.test("follow() keeps one display, leaves out charts that are stale, and ends with the last", async () => {
  const display = recorder();
  const all = await follow(results(50), (soFar) => figureOf(soFar), display);
  assertEquals(all, Array.from({ length: 50 }, (_, i) => i + 1));
  assert(display.shown.length < 50, `${display.shown.length} charts for 50 results`);
  assertEquals(display.shown[0].points, 1);
  assertEquals(display.shown.at(-1)!.points, 50);
  assertEquals(new Set(display.shown.map(({ place }) => place!.displayId)).size, 1);
  assertEquals(display.shown.map(({ place }) => place!.update), display.shown.map((_, i) => i > 0));
});

Deno.test("follow() shows each result of a run that is slower than drawing", async () => {
  const display = recorder();
  await follow(results(3, 60), (soFar) => figureOf(soFar), display);
  assertEquals(display.shown.map(({ points }) => points), [1, 2, 3]);
});

Deno.test("follow() shows what came before an error, and passes the error on", async () => {
  const display = recorder();
  async function* broken(): AsyncGenerator<number> {
    yield* results(4);
    throw new Error("out of ink");
  }
  await assertRejects(() => follow(broken(), (soFar) => figureOf(soFar), display), Error, "out of ink");
  assertEquals(display.shown.at(-1)!.points, 4);
});

Deno.test("textTable() sets the columns under each other", () => {
  const text = textTable({ columns: ["split", "near"], rows: [["random", 12], ["writer", "3 %"]] });
  assertEquals(text, "split   near\nrandom  12\nwriter  3 %");
});
