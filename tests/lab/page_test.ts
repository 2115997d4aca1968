import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { kernelSpecification } from "../../lab/environment.ts";
import type { Cell, Notebook } from "../../lab/notebook.ts";
import { notebookPage } from "../../lab/page.ts";
import { testWith } from "../permission.ts";

const prose = (source: string): Cell => ({ id: "p", cell_type: "markdown", metadata: {}, source });
const PLOTLY = "application/vnd.plotly.v1+json";
const PNG = "iVBORw==";

function notebook(...cells: Cell[]): Notebook {
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

testWith(
  { read: true },
  "notebookPage(): prose with formulas, pictures and links that hold from the page",
  async () => {
    const read: string[] = [];
    const page = await notebookPage(
      notebook(
        prose("# A < B\n\n![curve](../docs/notebooks/a.png)\n\nends at\n$w_k$. [next](02_next.ipynb)"),
        prose(
          "[readme](../README.md), [results](../docs/results.md), [paper](https://arxiv.org/abs/1602.05629)",
        ),
      ),
      (path) => {
        read.push(path);
        return Promise.resolve(Uint8Array.fromBase64(PNG));
      },
    );
    assertEquals(read, ["../docs/notebooks/a.png"]);
    assertStringIncludes(page, "<title>A &lt; B</title>");
    assertStringIncludes(page, `src="data:image/png;base64,${PNG}"`);
    assertStringIncludes(page, "<msub>");
    assert(!page.includes("$w_k$"));
    const links = Array.from(page.matchAll(/<a href="([^"]+)"/g), ([, address]) => address);
    assertEquals(links, [
      "02_next.html",
      "../../README.md",
      "../../docs/results.md",
      "https://arxiv.org/abs/1602.05629",
    ]);
  },
);

testWith(
  { read: true },
  "notebookPage(): the contents lead to its headings, Plotly lies beside it",
  async () => {
    const page = await notebookPage(
      notebook(prose("# T\n\n## What's *new* & `old`\n\ntext"), prose("## Recap\n\n## Recap"), {
        id: "c",
        cell_type: "code",
        metadata: {},
        source: "show(f)",
        outputs: [{
          output_type: "display_data",
          data: { [PLOTLY]: { data: [], layout: {} }, "text/plain": "[f]" },
        }],
      }),
      () => Promise.reject(new Error("no picture")),
    );
    assertEquals(
      Array.from(page.matchAll(/<li><a href="#([^"]*)">(.*)<\/a>/g), ([, id, text]) => [id, text]),
      [["what-s-new-old", "What&#39;s new &amp; old"], ["recap", "Recap"], ["recap-2", "Recap"]],
    );
    assertStringIncludes(page, '<h2 id="what-s-new-old">What&#39;s <em>new</em> &amp; <code>old</code></h2>');
    assertStringIncludes(page, '<h2 id="recap-2">');
    assertStringIncludes(page, '<script src="plotly.min.js"></script>');
  },
);

testWith({ read: true }, "notebookPage(): what a cell printed is text, not markup", async () => {
  const page = await notebookPage(
    notebook(prose("# T"), {
      id: "c",
      cell_type: "code",
      metadata: {},
      source: "f<g>()",
      outputs: [{ output_type: "stream", name: "stdout", text: "\x1b[33m<script>alert(1)</script>\x1b[39m" }],
    }),
    () => Promise.reject(new Error("no picture")),
  );
  assertStringIncludes(page, "&lt;script&gt;alert(1)&lt;/script&gt;");
  assert(!page.includes("\x1b"));
});

Deno.test("kernelSpecification() runs the given Deno as a kernel named in TypeScript", () => {
  const { argv, language } = JSON.parse(kernelSpecification("/some where/deno"));
  assertEquals(argv, ["/some where/deno", "jupyter", "--kernel", "--conn", "{connection_file}"]);
  assertEquals(language, "typescript");
});
