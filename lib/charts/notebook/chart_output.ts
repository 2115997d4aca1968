import { CHART_CONFIG } from "../figures/config.ts";
import type { Figure } from "../figures/figure.ts";
import { fnv1a } from "../hash.ts";
import { markup, trusted } from "../html.ts";
import { pngDataUrl } from "../figures/png.ts";
import type { Output } from "./notebook_output.ts";

/** Where Plotly's makers publish the library, for pages that do not hold it themselves: the version of imports.json. */
export const PLOTLY_URL = "https://cdn.plot.ly/plotly-4.1.1.min.js";

/** Digest of that file: a browser refuses to run any other in its place. */
export const PLOTLY_INTEGRITY = "sha384-AFNp2MtSm5/oZbEs/J19F/Ah57MEiVsoed8nE3fq2Wnccdl1u/EkyJ9XKKU8rt7+";

/** Charts so far: their number is part of each one's id, as several stand on one page. */
let charts = 0;

/** A figure drawn as images. */
export interface DrawnFigure {
  /** Its width on the page, in CSS pixels. */
  readonly widthPixels: number;
  /** A PNG of exactly that width: JupyterLab's Plotly renderer shows it at its own size until pointed at. */
  readonly plain: Uint8Array;
  /** A PNG of more pixels, for screens that have them. */
  readonly sharp: Uint8Array;
}

/**
 * A chart as a notebook output in four forms: Plotly's JSON, for notebooks that draw it themselves; HTML that shows the
 * image and, where scripts run, replaces it by the live chart; the image alone; and its name in words.
 */
export function chartOutput(figure: Figure, { widthPixels, plain, sharp }: DrawnFigure): Output {
  const { data, layout } = figure;
  const name = nameOf(figure);
  const json = JSON.stringify({ data, layout, config: CHART_CONFIG }).replaceAll("<", "\\u003c");
  const place = `chart-${fnv1a(json).toString(36)}-${charts++}`;
  const live = `{
const place = document.getElementById("${place}");
const draw = () => { place.replaceChildren(); Plotly.newPlot(place, ${json}); };
if (window.Plotly) draw();
else document.head.append(Object.assign(document.createElement("script"), ${
    JSON.stringify({ src: PLOTLY_URL, integrity: PLOTLY_INTEGRITY, crossOrigin: "anonymous" })
  }, { onload: draw }));
}`;
  const html = markup`<div id="${place}"><img src="${
    pngDataUrl(sharp)
  }" width="${widthPixels}" alt="${name}"></div>
<script>${trusted(live)}</script>`;
  return {
    data: {
      "application/vnd.plotly.v1+json": { data, layout, config: CHART_CONFIG },
      "text/html": html.text,
      "image/png": plain.toBase64(),
      "text/plain": `[${name}]`,
    },
  };
}

/** The chart's name in words: its title, else the titles of its axes. */
function nameOf({ layout }: Figure): string {
  const text = (of: unknown) =>
    String((of as { title?: { text?: string } } | undefined)?.title?.text ?? "").split("<br>")[0];
  const axes = [text(layout.yaxis), text(layout.xaxis)].filter((title) => title !== "");
  return `Chart: ${text(layout) || axes.join(" over ") || "images"}`;
}
