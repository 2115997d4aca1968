import { Marked } from "marked";
import { markedHighlight } from "marked-highlight";
import markedKatex from "marked-katex-extension";
import highlighter from "highlight.js/lib/core";
import typescript from "highlight.js/lib/languages/typescript";
import { stripVTControlCharacters } from "node:util";
import type { Figure } from "../lib/charts/figures/figure.ts";
import { type Html, join, markup, trusted } from "../lib/charts/html.ts";
import { chartPage, chartPlace } from "../lib/charts/page/page.ts";
import { pngDataUrl } from "../lib/charts/figures/png.ts";
import { type Cell, type Notebook, type Output, textOf } from "./notebook.ts";

highlighter.registerLanguage("typescript", typescript);
const highlight = (code: string) => highlighter.highlight(code, { language: "typescript" }).value;

const markdown = new Marked(
  markedHighlight({ highlight: (code, language) => language === "ts" ? highlight(code) : code }),
  // MathML needs no fonts and no scripts.
  markedKatex({ output: "mathml", throwOnError: false, nonStandard: true }),
);

/**
 * An executed notebook as one page, its charts live, that works offline.
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
  return await chartPage({ title, body: markup`<article>\n${join(pieces)}</article>`, style: STYLE });
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
  return trusted(`<div class="prose">${html}</div>\n`);
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
    : markup`<img src="data:image/png;base64,${textOf(png).replace(/\s/g, "")}" alt="${
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

const STYLE = `
article { max-width: 860px; margin: 0 auto; }
.prose img { max-width: 100%; height: auto; }
.prose li { margin: 0.2rem 0; }
.prose pre, pre.code, pre.output { overflow-x: auto; font: 0.82rem/1.45 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.prose code { font: 0.88em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; background: #f4f4f4; }
.prose pre code, pre.code code { font: inherit; background: none; }
pre.code { background: #f6f8fa; border-left: 3px solid #0072b2; padding: 0.6rem 0.8rem; margin: 1rem 0 0.4rem; }
pre.output { margin: 0.4rem 0 1rem; padding: 0 0.8rem; color: #333; }
div.output { margin: 0.4rem 0 1.2rem; }
div.output img { max-width: 100%; height: auto; }
math[display="block"] { margin: 0.6rem 0; overflow-x: auto; }
.hljs-keyword, .hljs-literal { color: #8250df; }
.hljs-string, .hljs-regexp { color: #0a5d2c; }
.hljs-number { color: #0550ae; }
.hljs-comment { color: #6a6f76; font-style: italic; }
.hljs-title, .hljs-built_in { color: #953800; }
`;
