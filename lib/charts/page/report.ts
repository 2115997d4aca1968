import { type DataTable, dataTable } from "../data_table.ts";
import type { Figure } from "../figures/figure.ts";
import { type Html, join, markup, trusted } from "../html.ts";
import type { ImageGrid } from "../figures/image_grid.ts";
import { inkDataUrl } from "../figures/png.ts";
import { entriesOf } from "./contents.ts";
import { chartPage, chartPlace } from "./page.ts";

/** A section of a report; its parts are shown in the order of these fields. */
export interface ReportSection {
  /** Its heading. */
  readonly heading: string;
  /** Its name in the table of contents; default the heading. */
  readonly short?: string;
  /** Whether all but the heading is hidden until it is asked for; default no. */
  readonly folded?: boolean;
  /** Paragraphs, separated by empty lines. */
  readonly text?: string;
  /** A live chart. */
  readonly figure?: Figure;
  /** A table. */
  readonly table?: DataTable;
  /** Rows of small images. */
  readonly images?: ImageGrid;
}

/** The content of a report page. All texts are plain text; every character is shown as it is. */
export interface Report {
  /** Heading and window title. */
  readonly title: string;
  /** A line under the heading. */
  readonly subtitle?: string;
  /** Facts about the run, as pairs of name and value. */
  readonly facts?: readonly (readonly [string, string])[];
  /** The command that gives the same again: a block of its own, which one click selects. */
  readonly command?: string;
  /** The sections, from the top; a table of contents leads to them. */
  readonly sections: readonly ReportSection[];
  /** The main chart as an SVG document made by `toSvg`, shown if scripts do not run. */
  readonly staticSvg?: string;
}

/**
 * A report as one HTML page that works offline: charts with hover and zoom, Plotly as part of the page (2 MB),
 * nothing fetched. It can be printed; without scripts it shows `staticSvg` in place of the charts.
 */
export async function reportPage(
  { title, subtitle, facts, command, sections, staticSvg }: Report,
): Promise<string> {
  const contents = entriesOf(sections.map(({ heading, short }) => short ?? heading));
  return await chartPage({
    title,
    contents,
    body: markup`<h1>${title}</h1>
${subtitle && markup`<p class="subtitle">${subtitle}</p>`}
${facts && factsTable(facts)}
${command && markup`<p>The command that repeats it:</p><pre class="command">${command}</pre>`}
${staticSvg && fallback(staticSvg)}
${join(sections.map((one, i) => section(one, contents[i].id)))}`,
  });
}

function factsTable(facts: readonly (readonly [string, string])[]): Html {
  const rows = facts.map(([name, value]) => markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`);
  return markup`<table class="facts"><tbody>\n${join(rows)}</tbody></table>`;
}

function fallback(svg: string): Html {
  return markup`<noscript><p>The charts of this page need scripts. The main one as a picture:</p>
<div class="static">${trusted(svg)}</div></noscript>`;
}

function section({ heading, folded, ...parts }: ReportSection, id: string): Html {
  const content = partsOf(parts);
  return markup`<section id="${id}">
<h2>${heading}</h2>
${folded ? markup`<details><summary>Show</summary>\n${content}</details>` : content}
</section>
`;
}

function partsOf({ text, figure, table, images }: Omit<ReportSection, "heading">): Html {
  return markup`${text && join(text.split(/\n\s*\n/).map((paragraph) => markup`<p>${paragraph}</p>`))}
${figure && chartPlace(figure)}
${table && dataTable(table)}
${images && grid(images)}`;
}

function grid({ rows, size }: ImageGrid): Html {
  return join(rows.map(({ caption, images, captions }) => {
    const shown = images.map((image, i) => inkImage(image, size, captions?.[i], caption));
    return markup`<figure class="images"><figcaption>${caption}</figcaption><div>\n${
      join(shown)
    }</div></figure>\n`;
  }));
}

function inkImage(image: Uint8Array, size: number, label: string | undefined, rowCaption: string): Html {
  const source = inkDataUrl(image, size, size);
  return markup`<figure><img src="${source}" width="${size}" height="${size}" alt="${label ?? rowCaption}">
${label && markup`<figcaption>${label}</figcaption>`}</figure>\n`;
}
