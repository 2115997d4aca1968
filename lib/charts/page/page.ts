import type { Figure } from "../figures/figure.ts";
import { type Html, markup, trusted } from "../html.ts";
import { DRAW_FIGURES, STYLE } from "./page_assets.ts";

/** The page may run its own scripts and show its own images; it cannot contact anything else. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:";

/**
 * An HTML page that works offline: its charts are live, Plotly is part of the page (1.5 MB), nothing is fetched.
 *
 * @param body Its content, with charts as `chartPlace`s.
 * @param style CSS added to that of all pages.
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
 * A chart's place in a page, with its data; a script at the end of the page draws it.
 *
 * @param instead Shown if scripts do not run.
 */
export function chartPlace({ data, layout }: Figure, instead?: Html): Html {
  const json = JSON.stringify({ data, layout }).replaceAll("<", "\\u003c");
  return markup`<div class="figure"><script type="application/json">${trusted(json)}</script>${
    instead && markup`<noscript>${instead}</noscript>`
  }</div>`;
}
