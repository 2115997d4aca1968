import { darkColours } from "../figures/dark.ts";
import { CHART_CONFIG } from "../figures/config.ts";
import type { Figure } from "../figures/figure.ts";
import { type Html, markup, trusted } from "../html.ts";
import { type ContentsEntry, contentsList } from "./contents.ts";
import DRAW_FIGURES from "./draw_figures.js" with { type: "text" };
import { packed } from "./packed.ts";
import LOOK from "./page.css" with { type: "text" };

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
  /** Where the page finds Plotly, as the name of a file in its folder; default in the page itself (2 MB). */
  readonly plotly?: string;
}

/**
 * An HTML page that works offline, in the look of all pages: its charts are live, nothing is fetched but `plotly` from
 * its own folder. A page without charts has no scripts for them.
 */
export async function chartPage({ title, body, contents = [], style = "", plotly }: Page): Promise<string> {
  const hasCharts = body.text.includes(PLACE);
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy(plotly)}">
<title>${title}</title>
<style>${trusted(LOOK + style)}</style>
</head>
<body>
${contents.length > 0 ? contentsList(contents) : undefined}
<main>
${body}
</main>
${hasCharts ? await scripts(plotly) : undefined}
</body>
</html>
`.text;
}

/** The page may run its own scripts and show its own images; it cannot contact anything else. */
function policy(plotly: string | undefined): string {
  // A page that is opened from a folder has no origin: there its own files are those of the scheme "file:".
  const beside = plotly === undefined ? "" : " 'self' file:";
  return `default-src 'none'; script-src 'unsafe-inline'${beside}; style-src 'unsafe-inline'; img-src data: blob:`;
}

async function scripts(plotly: string | undefined): Promise<Html> {
  const library = plotly === undefined ? packed(await plotlySource()) : undefined;
  const options = JSON.stringify({ config: { ...CHART_CONFIG, responsive: false }, library });
  return markup`${plotly && markup`<script src="${plotly}"></script>\n`}<script type="module">
${trusted(DRAW_FIGURES)}
drawFigures(${trusted(options)});
</script>`;
}

/** The text of Plotly's library, all kinds of charts in one minified script. */
export async function plotlySource(): Promise<string> {
  return (await import("plotly.js-dist-min/plotly.min.js", { with: { type: "text" } })).default;
}

/** How each chart's place begins; texts in a page are escaped, so nothing else begins so. */
const PLACE = '<div class="figure"';

/**
 * A chart's place in a page, with its data; a script at the end of the page draws it.
 *
 * @param instead Shown if scripts do not run.
 */
export function chartPlace({ data, layout }: Figure, instead?: Html): Html {
  const chart = packed(JSON.stringify({ data, layout, dark: darkColours({ data, layout }) }));
  const height = `min-height:${Number(layout.height ?? 420)}px`;
  return markup`${trusted(PLACE)} style="${height}"><script type="application/gzip">${chart}</script>${
    instead && markup`<noscript>${instead}</noscript>`
  }</div>`;
}
