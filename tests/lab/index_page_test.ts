import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { indexPage } from "../../lab/index_page.ts";
import type { Notebook } from "../../lab/notebook.ts";
import { testWith } from "../permission.ts";

const PNG = "iVBORw==";

function notebook(beginning: string): Notebook {
  const outputs = [{ output_type: "display_data", data: { "image/png": PNG } }] as const;
  return {
    cells: [
      { id: "a", cell_type: "markdown", metadata: {}, source: beginning },
      { id: "b", cell_type: "code", metadata: { tags: ["answer"] }, source: "f()", outputs: [...outputs] },
    ],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
}

testWith(
  { read: true },
  "indexPage(): each notebook's picture, title and question, its page and its file",
  async () => {
    const page = await indexPage(
      new Map([
        ["01_one", notebook("# One < two\n\n**What is\none?**\n\nIt is **bold**.")],
        ["02_two", notebook("# Two\n\n**Why?**")],
      ]),
    );
    const links = Array.from(page.matchAll(/href="([^"]+)"/g), ([, address]) => address);
    assertEquals(links, [
      ...["01_one.html", "01_one.html", "../../notebooks/01_one.ipynb"],
      ...["02_two.html", "02_two.html", "../../notebooks/02_two.ipynb"],
      "../../README.md",
    ]);
    assertStringIncludes(page, ">One &lt; two</a></h2>\n<p>What is one?</p>");
    assertEquals(page.split(`src="data:image/png;base64,${PNG}"`).length, 3);
    assert(!page.includes("<script"), "a page without charts has no scripts");
  },
);

testWith({ read: true }, "indexPage() names the notebook that has no question", async () => {
  await assertRejects(
    () => indexPage(new Map([["01_one", notebook("# One\n\nWhat is one?")]])),
    TypeError,
    "01_one must begin with a title and a question in bold",
  );
});
