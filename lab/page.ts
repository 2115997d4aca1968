import { Marked } from "marked";
import { markedHighlight } from "marked-highlight";
import markedKatex from "marked-katex-extension";
import highlighter from "highlight.js/lib/core";
import typescript from "highlight.js/lib/languages/typescript";
import { stripVTControlCharacters } from "node:util";
import type { Figure } from "../lib/charts/figures/figure.ts";
import { type Html, join, markup, trusted } from "../lib/charts/html.ts";
import { type ContentsEntry, entriesOf } from "../lib/charts/page/contents.ts";
import { chartPage, chartPlace } from "../lib/charts/page/page.ts";
import { pngDataUrl } from "../lib/charts/figures/png.ts";
import LOOK from "./page.css" with { type: "text" };
import { type Cell, type Notebook, type Output, textOf } from "./notebook.ts";

highlighter.registerLanguage("typescript", typescript);
const highlight = (code: string) => highlighter.highlight(code, { language: "typescript" }).value;

const markdown = new Marked(
  markedHighlight({ highlight: (code, language) => language === "ts" ? highlight(code) : code }),
  // MathML needs no fonts and no scripts.
  markedKatex({ output: "mathml", throwOnError: false, nonStandard: true }),
);

/** The copy of Plotly that all pages of notebooks share, a file in their folder. */
export const SHARED_PLOTLY = "plotly.min.js";

/**
 * An executed notebook as one page, its charts live, that works offline with `SHARED_PLOTLY` beside it.
 *
 * @param readImage Reads a picture that the prose refers to, by its path from the notebook.
 */
export async function notebookPage(
  { cells }: Notebook,
  readImage: (path: string) => Promise<Uint8Array>,
): Promise<string> {
  const pieces: Html[] = [];
  for (const cell of cells) {
    pieces.push(cell.cell_type === "markdown" ? await prose(textOf(cell.source), readImage) : code(cell));
  }
  const title = /^# (.+)$/m.exec(textOf(cells[0]?.source))?.[1] ?? "Notebook";
  const { body, contents } = withAnchors(join(pieces));
  return await chartPage({
    title,
    body: markup`<article>\n${body}</article>`,
    contents,
    style: LOOK,
    plotly: SHARED_PLOTLY,
  });
}

/** The text with an anchor at each heading of the second rank, and its contents. */
function withAnchors({ text }: Html): { body: Html; contents: ContentsEntry[] } {
  const headings = Array.from(text.matchAll(/<h2>(.*?)<\/h2>/g), ([, heading]) => plainText(heading));
  const contents = entriesOf(headings);
  let at = 0;
  const body = trusted(text.replaceAll("<h2>", () => `<h2 id="${contents[at++].id}">`));
  return { body, contents };
}

/** What a piece of markup says. */
function plainText(html: string): string {
  return html.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

async function prose(text: string, readImage: (path: string) => Promise<Uint8Array>): Promise<Html> {
  let html = await markdown.parse(text);
  for (const [attribute, path] of html.matchAll(/src="([^":]+\.(?:png|svg))"/g)) {
    const bytes = await readImage(path);
    const url = path.endsWith(".svg") ? `data:image/svg+xml;base64,${bytes.toBase64()}` : pngDataUrl(bytes);
    html = html.replace(attribute, `src="${url}"`);
  }
  // Links from one notebook to another lead to its page; the page lies one folder deeper than the notebook.
  html = html.replaceAll(/href="(?:\.\/)?(\d\d_\w+)\.ipynb"/g, 'href="$1.html"')
    .replaceAll(/href="\.\.\/([^"]+)"/g, 'href="../../$1"');
  return trusted(`<div class="prose">${html.replaceAll("<img ", '<img class="picture" ')}</div>\n`);
}

function code({ source, outputs = [] }: Cell): Html {
  return markup`<pre class="code"><code>${trusted(highlight(textOf(source)))}</code></pre>
${join(outputs.map(outputPiece))}`;
}

function outputPiece({ output_type, data = {}, text, ename, evalue }: Output): Html {
  if (output_type === "stream") return plain(textOf(text));
  if (output_type === "error") return plain(`${ename}: ${evalue}`);
  const png = data["image/png"];
  const image = png === undefined
    ? undefined
    : markup`<img class="picture" src="data:image/png;base64,${textOf(png).replace(/\s/g, "")}" alt="${
      textOf(data["text/plain"])
    }">`;
  const figure = data["application/vnd.plotly.v1+json"] as Figure | undefined;
  if (figure) return markup`<div class="output">${chartPlace(figure, image)}</div>\n`;
  if (image) return markup`<div class="output">${image}</div>\n`;
  if (data["text/html"] !== undefined) {
    return trusted(`<div class="output">${textOf(data["text/html"])}</div>\n`);
  }
  return plain(textOf(data["text/plain"]));
}

function plain(text: string): Html {
  return markup`<pre class="output">${stripVTControlCharacters(text)}</pre>\n`;
}
