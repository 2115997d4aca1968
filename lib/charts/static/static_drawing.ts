import { fnv1a } from "../hash.ts";
import "./headless_dom.ts";
import { loadRasterizer } from "./rasterizer.ts";
import type { Drawn, Request } from "./static_request.ts";

const { default: Plotly } = await import("plotly.js-dist-min");

async function svg({ figure, widthPixels: width, heightPixels: height }: Request): Promise<string> {
  const { data, layout } = figure;
  // Plotly draws random ids for clip paths. Seeded by the figure, they are the same for the same figure and differ
  // between different figures on one page.
  Math.random = numbersFrom(fnv1a(JSON.stringify([figure, width, height])));
  // The types of Plotly don't know `imageDataOnly`: without it the image comes as a data URL.
  const form = { format: "svg", width, height, imageDataOnly: true } as const;
  return await Plotly.toImage({ data: [...data], layout: { ...layout, width, height } }, form);
}

/** Mulberry32 by T. Ettinger: a sequence of numbers in [0, 1) from a 32-bit seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws the image or images asked for; the figure is drawn once for all of them. */
export async function draw(request: Request): Promise<Drawn> {
  const drawn = await svg(request);
  if (request.kind === "svg") return drawn;
  const rasterize = await loadRasterizer();
  // resvg knows only the SVG 1.1 name of this property.
  const known = drawn.replaceAll("image-rendering: pixelated", "image-rendering: optimizeSpeed");
  return request.scales.map((scale) =>
    rasterize(known, { widthPixels: Math.round(scale * request.widthPixels), background: "#FFFFFF" })
  );
}
