import { type Html, join, markup, trusted } from "../html.ts";

/** A heading of a page, as the table of contents names it. */
export interface ContentsEntry {
  /** The `id` of the element a link leads to. */
  readonly id: string;
  /** What the link says. */
  readonly text: string;
}

/** An entry for each heading, in their order; the `id` is made of the heading's words, no two alike. */
export function entriesOf(headings: readonly string[]): ContentsEntry[] {
  const taken = new Set<string>();
  return headings.map((text) => {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join("-") ?? "section";
    let id = words;
    for (let number = 2; taken.has(id); number++) id = `${words}-${number}`;
    taken.add(id);
    return { id, text };
  });
}

/**
 * A table of contents with links: beside the text where there is room, else a line that stays at the top and unfolds.
 * Without scripts it is unfolded.
 */
export function contentsList(entries: readonly ContentsEntry[]): Html {
  const links = entries.map(({ id, text }) => markup`<li><a href="#${id}">${text}</a></li>\n`);
  return markup`<nav class="contents" aria-label="Contents"><details open><summary>Contents</summary>
<ol>
${join(links)}</ol></details></nav>
<script>${trusted(FOLD)}</script>
`;
}

const FOLD = `{
const details = document.querySelector(".contents details");
const wide = matchMedia("(min-width: 1000px)");
const fold = () => details.open = wide.matches;
fold();
wide.addEventListener("change", fold);
details.addEventListener("click", ({ target }) => {
  if (target.closest("a")) fold();
});
}`;
