import { CHART_CONFIG } from "../figures/config.ts";
import type { Figure } from "../figures/figure.ts";
import { fnv1a } from "../hash.ts";
import { markup, trusted } from "../html.ts";
import type { Output } from "./notebook_output.ts";
import { PLOTLY_INTEGRITY, PLOTLY_URL } from "./plotly_address.ts";
import { pngDataUrl } from "../figures/png.ts";

/** Numbers the places of charts, which live in one page. */
let charts = 0;

/** A figure drawn. */
export interface DrawnFigure {
  /** Its width on the page. */
  readonly widthPixels: number;
  /** A PNG of just that width: Plotly's renderer in JupyterLab shows it at its own size until it is pointed at. */
  readonly plain: Uint8Array;
  /** A PNG of more pixels, for screens that have them. */
  readonly sharp: Uint8Array;
}

/**
 * A chart in four forms: data for notebooks that draw Plotly themselves, a page's piece that shows the image and,
 * where scripts run, swaps it for the live chart, the image alone, and words.
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

/** What the chart shows, in words: its title, else its axes. */
function nameOf({ layout }: Figure): string {
  const text = (of: unknown) =>
    String((of as { title?: { text?: string } } | undefined)?.title?.text ?? "").split("<br>")[0];
  const axes = [text(layout.yaxis), text(layout.xaxis)].filter((title) => title !== "");
  return `Chart: ${text(layout) || axes.join(" over ") || "images"}`;
}
