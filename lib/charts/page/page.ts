import type { Figure } from "../figures/figure.ts";
import { type Html, markup, trusted } from "../html.ts";
import { type ContentsEntry, contentsList } from "./contents.ts";
import { DRAW_FIGURES, STYLE } from "./page_assets.ts";

/** The page may run its own scripts and show its own images; it cannot contact anything else. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:";

/** What a page is made of. */
export interface Page {
  /** Its name in the window's title. */
  readonly title: string;
  /** Its content, with charts as `chartPlace`s. */
  readonly body: Html;
  /** The headings that its table of contents leads to; default none. */
  readonly contents?: readonly ContentsEntry[];
  /** CSS added to that of all pages. */
  readonly style?: string;
}

/**
 * An HTML page that works offline, in the look of all pages: its charts are live, Plotly is part of the page (1.5 MB),
 * nothing is fetched. A page without charts has no scripts for them.
 */
export async function chartPage({ title, body, contents = [], style = "" }: Page): Promise<string> {
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
${contents.length > 0 ? contentsList(contents) : undefined}
<main>
${body}
</main>
${body.text.includes(PLACE) ? await chartScripts() : undefined}
</body>
</html>
`.text;
}

async function chartScripts(): Promise<Html> {
  const { default: plotly } = await import("plotly.js-cartesian-dist-min/plotly-cartesian.min.js", {
    with: { type: "text" },
  });
  return markup`<script>${trusted(plotly)}</script>
<script>${trusted(DRAW_FIGURES)}</script>`;
}

/** How each chart's place begins; texts in a page are escaped, so nothing else begins so. */
const PLACE = '<div class="figure">';

/**
 * A chart's place in a page, with its data; a script at the end of the page draws it.
 *
 * @param instead Shown if scripts do not run.
 */
export function chartPlace({ data, layout }: Figure, instead?: Html): Html {
  const json = JSON.stringify({ data, layout }).replaceAll("<", "\\u003c");
  return markup`${trusted(PLACE)}<script type="application/json">${trusted(json)}</script>${
    instead && markup`<noscript>${instead}</noscript>`
  }</div>`;
}
