import type { Figure, PlotlyObject } from "../../lib/charts/mod.ts";

/** The lines of a figure: name, x and y of each. */
export function linesOf({ data }: Figure) {
  return data.filter(({ mode }) => mode === "lines+markers").map(({ name, x, y }) => [name, x, y]);
}

/** The names of the lines it is compared with. */
export function referencesOf({ layout }: Figure) {
  return (layout.shapes as readonly PlotlyObject[]).map(({ name }) => name);
}

/** What somebody reads on a page: its facts, and of each section text, table and what its figure draws. */
export function pageOf(html: string) {
  const plain = (text: string) =>
    text.replaceAll(/<[^>]*>/g, "").replaceAll("&#39;", "'").replaceAll("&gt;", ">").replaceAll("&lt;", "<")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&").trim();
  const rows = (part: string) =>
    [...part.matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)].map(([, row]) =>
      [...row.matchAll(/<t[dh][^>]*>([^]*?)<\/t[dh]>/g)].map(([, cell]) => plain(cell))
    );
  const [head, ...sections] = html.split(/<section[^>]*>/);
  return {
    head: rows(head),
    sections: Object.fromEntries(sections.map((part) => {
      const [, json] = /<script type="application\/json">([^]*?)<\/script>/.exec(part) ?? [];
      return [plain(/<h2>([^]*?)<\/h2>/.exec(part)![1]), {
        text: [...part.matchAll(/<p>([^]*?)<\/p>/g)].map(([, text]) => plain(text)).join("\n"),
        rows: rows(part),
        captions: [...part.matchAll(/<figcaption>([^]*?)<\/figcaption>|alt="([^"]*)"/g)].map(([, a, b]) =>
          plain(a ?? b)
        ),
        figure: JSON.parse(json ?? "null") as Figure,
      }];
    })),
  };
}
