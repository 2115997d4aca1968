import { assert, assertEquals } from "@std/assert";
import { dirname, join } from "@std/path";
import { ROOT } from "./documents.ts";
import { testWith } from "./permission.ts";

/** A link of a page to a file of the project: `[text](target)`. */
interface Link {
  readonly page: string;
  readonly text: string;
  /** From the project's folder. */
  readonly target: string;
}

function linksOf(page: string, text: string): Link[] {
  const found = Array.from(
    text.matchAll(/\[([^\]]*(?:\[[^\]]*\]\([^)]*\))?[^\]]*)\]\(([^)\s#]+)(?:#[^)]*)?\)/g),
  );
  return found.filter(([, , target]) => !/^[a-z]+:/.test(target)).map(([, text, target]) => ({
    page,
    text,
    target: join(dirname(page), target),
  }));
}

/** Links of the notebooks' pages to files of the project. */
async function linksOfHtml(): Promise<Link[]> {
  const links: Link[] = [];
  for await (const { name } of Deno.readDir(join(ROOT, "docs", "notebooks"))) {
    if (!name.endsWith(".html")) continue;
    const page = `docs/notebooks/${name}`, text = await Deno.readTextFile(join(ROOT, page));
    for (const [, target] of text.matchAll(/<a [^>]*href="([^"#:]+)(?:#[^"]*)?"/g)) {
      links.push({ page, text: target, target: join(dirname(page), target) });
    }
  }
  return links;
}

async function pagesWithLinks(): Promise<Link[]> {
  const docs: string[] = [];
  for await (const { name } of Deno.readDir(join(ROOT, "docs"))) {
    if (name.endsWith(".md")) docs.push(`docs/${name}`);
  }
  const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...docs.sort()];
  const texts = await Promise.all(pages.map((page) => Deno.readTextFile(join(ROOT, page))));
  return pages.flatMap((page, i) => linksOf(page, texts[i]));
}

testWith({ read: true }, "every link of the pages leads to a file that is there", async () => {
  const markdown = await pagesWithLinks(), html = await linksOfHtml(), links = [...markdown, ...html];
  assert(markdown.length > 60 && html.length > 20, `${markdown.length} and ${html.length} links`);
  const dead: string[] = [];
  for (const { page, target } of links) {
    await Deno.stat(join(ROOT, target)).catch(() => dead.push(`${page}: ${target}`));
  }
  assertEquals(dead, []);
});

testWith(
  { read: true },
  "the tour finds each name it tells of exported by the file it links to",
  async () => {
    const tour = (await pagesWithLinks()).filter(({ page, text, target }) =>
      page === "CONTRIBUTING.md" && target.endsWith(".ts") && !text.endsWith(".ts")
    );
    assert(tour.length > 25, `${tour.length} names`);
    const wrong: string[] = [];
    for (const { text, target } of tour) {
      const name = text.replaceAll("`", "");
      const source = await Deno.readTextFile(join(ROOT, target)).catch(() => "");
      const isThere = new RegExp(
        `^(export )?(async function\\*?|function\\*?|const|class|interface|type) ${name}\\b`,
        "m",
      );
      if (!isThere.test(source)) wrong.push(`${name} is not in ${target}`);
    }
    assertEquals(wrong, []);
  },
);

testWith({ read: true }, "docs/README.md lists every page of docs/", async () => {
  const listed = (await pagesWithLinks()).filter(({ page }) => page === "docs/README.md").map(({ target }) =>
    target
  );
  for await (const { name } of Deno.readDir(join(ROOT, "docs"))) {
    if (name.endsWith(".md") && name !== "README.md") assert(listed.includes(`docs/${name}`), name);
  }
});
