import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { decode } from "fast-png";
import { reportPage } from "../../lib/charts/mod.ts";
import { entriesOf } from "../../lib/charts/page/contents.ts";
import { chartPage, chartPlace } from "../../lib/charts/page/page.ts";
import { unpacked } from "../../lib/charts/page/draw_figures.js";
import { figuresOf } from "../experiment/report_page.ts";
import { EXAMPLES, HOSTILE_NAMES } from "./examples.ts";

const IMAGE = Uint8Array.of(255, 0, 0, 100);

const PAGE = await reportPage({
  title: "<b>non-iid</b> & co",
  subtitle: '"sub"</title>',
  facts: [["Data", "ink <10,000>"], ["</td>", "x"]],
  command: 'deno task "x" </pre>',
  staticSvg: '<svg xmlns="http://www.w3.org/2000/svg"><text>main curve</text></svg>',
  sections: [
    { heading: "Accuracy <&>", text: "First <i>.\n\nSecond.", figure: EXAMPLES.curves },
    ...Object.values(EXAMPLES).map((figure) => ({ heading: "Figure", figure })),
    {
      heading: "Pairs",
      folded: true,
      table: { columns: ["<th>", "Times"], rows: [["</table>", "3 %"], ["&amp;", 0.25]] },
    },
    {
      heading: "Images",
      short: "Short",
      images: {
        size: 2,
        rows: HOSTILE_NAMES.map((caption) => ({ caption, images: [IMAGE, IMAGE], captions: [caption] })),
      },
    },
  ],
});

/** The page without what stands in its scripts and styles. */
const MARKUP = PAGE.replace(/(<script[^>]*>)[\s\S]*?<\/script>/g, "$1</script>")
  .replace(/<style>[\s\S]*?<\/style>/g, "<style></style>");

Deno.test("a report page refers to nothing outside itself, and forbids itself to", () => {
  assertEquals(
    MARKUP.match(/(?:src|href|action|data|poster)\s*=\s*"(?!data:image\/png;base64,|#)[^"]*"/g),
    null,
  );
  assertEquals(MARKUP.match(/https?:\/\/(?!www\.w3\.org\/2000\/svg")/g), null);
  assertEquals(MARKUP.match(/<(?:link|iframe|base|object|embed|form)\b/g), null);
  const style = PAGE.match(/<style>([\s\S]*?)<\/style>/)![1];
  assertEquals(style.match(/url\(|@import/g), null);
  assertStringIncludes(PAGE, `http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;`);
});

Deno.test("a report page escapes every text", () => {
  assertStringIncludes(MARKUP, "<title>&lt;b&gt;non-iid&lt;/b&gt; &amp; co</title>");
  assertStringIncludes(MARKUP, "<h1>&lt;b&gt;non-iid&lt;/b&gt; &amp; co</h1>");
  assertStringIncludes(MARKUP, "&quot;sub&quot;&lt;/title&gt;");
  assertStringIncludes(MARKUP, '<th scope="row">&lt;/td&gt;</th>');
  assertStringIncludes(MARKUP, '<pre class="command">deno task &quot;x&quot; &lt;/pre&gt;</pre>');
  assertStringIncludes(MARKUP, "<h2>Accuracy &lt;&amp;&gt;</h2>\n<p>First &lt;i&gt;.</p><p>Second.</p>");
  assertStringIncludes(MARKUP, '<td class="">&amp;amp;</td><td class="number">0.25</td>');
  assertStringIncludes(MARKUP, "<figcaption>&lt;/script&gt;</figcaption>");
  assertStringIncludes(MARKUP, 'alt="&quot;&#39;"');
  assertEquals(MARKUP.match(/<(?:b|i)>/g), null);
});

Deno.test("the contents of a report page lead to each of its sections, in their order", () => {
  const links = Array.from(MARKUP.matchAll(/<a href="#([^"]+)">(.*)<\/a>/g), ([, id, text]) => [id, text]);
  const sections = Array.from(
    MARKUP.matchAll(/<section id="([^"]+)">\n<h2>(.*)<\/h2>/g),
    ([, id, heading]) => [id, heading],
  );
  assertEquals(links, sections.with(-1, [sections.at(-1)![0], "Short"]));
  assertEquals(links.slice(0, 3), [["accuracy", "Accuracy &lt;&amp;&gt;"], ["figure", "Figure"], [
    "figure-2",
    "Figure",
  ]]);
});

Deno.test("a folded section shows its heading alone", () => {
  const [, pairs] = MARKUP.match(/<section id="pairs">\n([^]*?)<\/section>/)!;
  assert(pairs.startsWith("<h2>Pairs</h2>\n<details><summary>Show</summary>"));
  assert(/<\/table>\s*<\/details>\s*$/.test(pairs));
  assertEquals(MARKUP.match(/<details>/g)?.length, 1);
});

Deno.test("headings get anchors of their words, no two alike", () => {
  const ids = (...headings: string[]) => entriesOf(headings).map(({ id }) => id);
  assertEquals(ids("What's × <b>", "Über α", "a 2", "a", "a", "→", "→"), [
    "what-s-b",
    "über-α",
    "a-2",
    "a",
    "a-3",
    "section",
    "section-2",
  ]);
});

Deno.test("a report page holds each figure as it was given, and the library once", async () => {
  const figures = [EXAMPLES.curves, ...Object.values(EXAMPLES)];
  assertEquals(
    figuresOf(PAGE).map(({ data, layout }) => ({ data, layout })),
    figures.map((figure) => JSON.parse(JSON.stringify(figure))),
  );
  const [[, library], ...more] = Array.from(PAGE.matchAll(/"library":"([^"]*)"/g));
  assertEquals(more, []);
  const { default: plotly } = await import("plotly.js-dist-min/plotly.min.js", { with: { type: "text" } });
  assert(await unpacked(library) === plotly, "the page's script unpacks another text");
});

Deno.test("a report page shows images as dark ink on white, with what they are", () => {
  const [, source] = PAGE.match(
    /<img src="data:image\/png;base64,([^"]*)" width="2" height="2" alt="&lt;b&gt;">/,
  )!;
  assertEquals(Array.from(decode(Uint8Array.fromBase64(source)).data), [0, 255, 255, 155]);
});

Deno.test("a report page has the main curve for readers without scripts", () => {
  assert(/<noscript>[\s\S]*<text>main curve<\/text>[\s\S]*<\/noscript>/.test(PAGE));
});

Deno.test("a page may have Plotly beside it, and then may run what lies there", async () => {
  const body = chartPlace(EXAMPLES.curves);
  const page = await chartPage({ title: "t", body, plotly: "plotly.min.js" });
  assertStringIncludes(page, '<script src="plotly.min.js"></script>\n<script type="module">');
  assertStringIncludes(page, "script-src &#39;unsafe-inline&#39; &#39;self&#39; file:;");
  assert(page.length < 20_000, `${page.length} characters`);
  assertStringIncludes(PAGE, "script-src &#39;unsafe-inline&#39;;");
});

Deno.test("a report page may be all but empty", async () => {
  const page = await reportPage({ title: "Nothing", sections: [] });
  assertEquals(page.match(/<(?:noscript|section|table|nav|pre|script)\b/g), null);
});
