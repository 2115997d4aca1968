import { CHART_CONFIG } from "./config.ts";
import type { Figure } from "./figure.ts";
import { fnv1a } from "./hash.ts";
import { markup, trusted } from "./html.ts";
import type { Output } from "./notebook_output.ts";
import { PLOTLY_INTEGRITY, PLOTLY_URL } from "./plotly_address.ts";
import { pngDataUrl } from "./png.ts";

/** Numbers the places of charts, which live in one page. */
let charts = 0;

/**
 * A chart in four forms: data for notebooks that draw Plotly themselves, a page's piece that shows the image and,
 * where scripts run, swaps it for the live chart, the image alone, and words.
 *
 * @param png The figure drawn, `widthPixels` wide on the page.
 */
export function chartOutput(figure: Figure, png: Uint8Array, widthPixels: number): Output {
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
    pngDataUrl(png)
  }" width="${widthPixels}" alt="${name}"></div>
<script>${trusted(live)}</script>`;
  return {
    data: {
      "application/vnd.plotly.v1+json": { data, layout, config: CHART_CONFIG },
      "text/html": html.text,
      "image/png": png.toBase64(),
      "text/plain": `[${name}]`,
    },
    metadata: { "image/png": { width: widthPixels } },
  };
}

/** What the chart shows, in words: its title, else its axes. */
function nameOf({ layout }: Figure): string {
  const text = (of: unknown) =>
    String((of as { title?: { text?: string } } | undefined)?.title?.text ?? "").split("<br>")[0];
  const axes = [text(layout.yaxis), text(layout.xaxis)].filter((title) => title !== "");
  return `Chart: ${text(layout) || axes.join(" over ") || "images"}`;
}
