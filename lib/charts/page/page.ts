import type { Figure } from "../figures/figure.ts";
import { type Html, markup, trusted } from "../html.ts";
import { DRAW_FIGURES, STYLE } from "./page_assets.ts";

/** The page may run its own scripts and show its own images, and can't reach anything else. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:";

/**
 * A page that works offline: its charts are live, the library inside (1.5 MB), nothing is fetched from anywhere.
 *
 * @param body What it shows; charts stand in it as `chartPlace`s.
 * @param style More of its look.
 */
export async function chartPage(title: string, body: Html, style = ""): Promise<string> {
  const { default: plotly } = await import("plotly.js-cartesian-dist-min/plotly-cartesian.min.js", {
    with: { type: "text" },
  });
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title}</title>
<style>${trusted(STYLE + style)}</style>
</head>
<body>
<main>
${body}
</main>
<script>${trusted(plotly)}</script>
<script>${trusted(DRAW_FIGURES)}</script>
</body>
</html>
`.text;
}

/**
 * The chart's place in a page and its data, drawn by a script at the end of the page.
 *
 * @param instead What is seen where scripts don't run.
 */
export function chartPlace({ data, layout }: Figure, instead?: Html): Html {
  const json = JSON.stringify({ data, layout }).replaceAll("<", "\\u003c");
  return markup`<div class="figure"><script type="application/json">${trusted(json)}</script>${
    instead && markup`<noscript>${instead}</noscript>`
  }</div>`;
}
