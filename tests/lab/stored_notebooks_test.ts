import { assert, assertEquals } from "@std/assert";
import { basename, join } from "@std/path";
import { problemsOf } from "../../lab/checks.ts";
import { indexPage } from "../../lab/index_page.ts";
import type { Notebook } from "../../lab/notebook.ts";
import { plotlySource } from "../../lib/charts/page/page.ts";
import { notebookPage, SHARED_PLOTLY } from "../../lab/page.ts";
import { answerPicture } from "../../lab/stored.ts";
import { notebookTexts, ROOT } from "../documents.ts";
import { testWith } from "../permission.ts";

testWith(
  { read: true },
  "every stored notebook has all its outputs, and its page and picture are of it",
  async (t) => {
    for (const { path } of await notebookTexts()) {
      await t.step(path, async () => {
        const notebook = JSON.parse(await Deno.readTextFile(join(ROOT, path))) as Notebook;
        assertEquals(problemsOf(notebook), []);
        const stored = join(ROOT, "docs", path).replace(/\.ipynb$/, "");
        const readImage = (image: string) => Deno.readFile(join(ROOT, "notebooks", image));
        const page = await notebookPage(notebook, readImage);
        assert(
          page === await Deno.readTextFile(`${stored}.html`),
          `${stored}.html is of another state of ${path}`,
        );
        assert(page.length < 1_000_000, `${page.length} characters`);
        assertEquals(answerPicture(notebook), await Deno.readFile(`${stored}.png`));
      });
    }
  },
);

testWith({ read: true }, "the index is of the stored notebooks", async () => {
  const notebooks = new Map<string, Notebook>();
  for (const { path } of await notebookTexts()) {
    notebooks.set(basename(path, ".ipynb"), JSON.parse(await Deno.readTextFile(join(ROOT, path))));
  }
  const stored = await Deno.readTextFile(join(ROOT, "docs", "notebooks", "index.html"));
  assert(
    await indexPage(notebooks) === stored,
    "docs/notebooks/index.html is of another state of the notebooks",
  );
});

testWith({ read: true }, "the pages' copy of Plotly is that of the package in use", async () => {
  const copy = await Deno.readTextFile(join(ROOT, "docs/notebooks", SHARED_PLOTLY));
  assert(copy === await plotlySource(), "docs/notebooks has another one: deno task notebooks --pages");
});
