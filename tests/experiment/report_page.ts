import { gunzipSync, strFromU8 } from "fflate";
import { Window } from "../headless_page.ts";
import type { DarkColour } from "../../lib/charts/figures/dark.ts";
import type { Figure, PlotlyObject } from "../../lib/charts/mod.ts";

/** The lines of a figure: name, x and y of each. */
export function linesOf({ data }: Figure) {
  return data.filter(({ mode }) => mode === "lines+markers").map(({ name, x, y }) => [name, x, y]);
}

/** The names of the lines it is compared with. */
export function referencesOf({ layout }: Figure) {
  return (layout.shapes as readonly PlotlyObject[]).map(({ name }) => name);
}

/** What somebody reads on a page: its facts, and of each section text, table, captions and what its figure draws. */
export function pageOf(html: string) {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } });
  const document = new window.DOMParser().parseFromString(html, "text/html");
  const textsOf = (parent: ParentNode, what: string) =>
    Array.from(parent.querySelectorAll(what), ({ textContent }) => textContent.trim());
  const rowsOf = (parent: ParentNode) =>
    Array.from(parent.querySelectorAll("tr"), (row) => textsOf(row as unknown as ParentNode, "th, td"));
  return {
    title: textsOf(document as unknown as ParentNode, "h1")[0],
    command: textsOf(document as unknown as ParentNode, "pre")[0],
    /** The headings of the sections that are folded. */
    folded: (Array.from(document.querySelectorAll("section")) as unknown as ParentNode[]).filter((section) =>
      section.querySelector("details") !== null
    ).map((section) => textsOf(section, "h2")[0]),
    head: rowsOf(document.querySelector("table") as unknown as ParentNode),
    sections: Object.fromEntries(
      (Array.from(document.querySelectorAll("section")) as unknown as ParentNode[]).map((section) => [
        textsOf(section, "h2")[0],
        {
          text: textsOf(section, "p").join("\n"),
          rows: rowsOf(section),
          captions: textsOf(section, "figcaption"),
          figure: figuresOf(section.querySelector("script")?.outerHTML ?? "")[0],
        },
      ]),
    ),
  };
}

/** The figures of a page, each as its script finds it: on light paper, with what changes on dark paper. */
export function figuresOf(html: string): (Figure & { readonly dark: readonly DarkColour[] })[] {
  const scripts = html.matchAll(/<script type="application\/gzip">([^<]*)<\/script>/g);
  return Array.from(scripts, ([, text]) => JSON.parse(strFromU8(gunzipSync(Uint8Array.fromBase64(text)))));
}
