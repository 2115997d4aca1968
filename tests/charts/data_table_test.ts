import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { Window } from "../headless_page.ts";
import { marked } from "marked";
import { csvTable, markdownCode, markdownTable, markdownText, visible } from "../../lib/charts/mod.ts";
import { dataTable, textTable } from "../../lib/charts/data_table.ts";

/** What the cells of the first table of a page say. */
function cellsOf(html: string): string[][] {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } });
  window.document.body.innerHTML = html;
  const rows = Array.from(window.document.querySelectorAll("tr"));
  return rows.map((row) => Array.from(row.querySelectorAll("th, td"), (cell) => cell.textContent));
}

const HOSTILE = [
  ...["a|b", "`c`", "d\ne", "<script>f</script>", "[g](javascript:h)", "**i**_j_", "\\", "k\\|l", "&lt;"],
  ...["~~m~~", "https://n.org", "\x1bo\u202e", "![p](q)", "1. r"],
];

Deno.test("a text in a table of Markdown or of a page is text", () => {
  const table = { columns: HOSTILE, rows: [HOSTILE, HOSTILE.toReversed()] };
  const shown = [HOSTILE, HOSTILE, HOSTILE.toReversed()].map((row) => row.map(visible));
  assertEquals(cellsOf(marked.parse(markdownTable(table), { async: false })), shown);
  assertEquals(
    cellsOf(dataTable(table).text),
    shown.map((row) => row.map((cell) => cell.replace("\\n", "\n"))),
  );
  assertEquals(marked.parse(`# ${markdownText("a\n# b <i>`c`")}`), "<h1>a\\n# b &lt;i&gt;`c`</h1>\n");
  for (const code of ["a`b``c", "`", "", "\\frac{1}{2} <b>"]) {
    const [[said]] = cellsOf(`<table><tr><td>${marked.parseInline(markdownCode(code))}`);
    assertEquals(said.trim(), code);
  }
  assertEquals(textTable({ columns: ["a\x1b", "b"], rows: [["c", -1]] }), "a\\x1b  b\nc      -1");
});

Deno.test("the cells of a table of many columns say their columns, for pages too narrow for them", () => {
  const html = (columns: string[]) => dataTable({ columns, rows: [columns.map((_, i) => i)] }).text;
  assertEquals(html(["a", "b", "c"]).match(/data-column|rows|wide/), null);
  const many = html(["a", "b", '<"c">', "d"]);
  assertEquals(
    Array.from(
      many.matchAll(/<td class="number" data-column="([^"]*)">(\d)<\/td>/g),
      ([, name, cell]) => [name, cell],
    ),
    [["a", "0"], ["b", "1"], ["&lt;&quot;c&quot;&gt;", "2"], ["d", "3"]],
  );
});

Deno.test("a spreadsheet takes no text for a formula, and numbers for numbers", () => {
  const csv = csvTable({
    columns: ["=1+1", "plain"],
    rows: [
      [-0.5, "-0.5"],
      ["+1e-7", 1e-7],
      ["-1+1", "@SUM(A1)"],
      ["\t=1", "\r=1"],
      [" =1", "＝1"],
      ["a;=1", 'b,"=1"'],
      ["c\n=1", "-"],
    ],
  });
  assertEquals(
    csv,
    `"'=1+1",plain
-0.5,-0.5
+1e-7,1e-7
"'-1+1","'@SUM(A1)"
\\t=1,\\r=1
"' =1","'＝1"
"a;=1","b,""=1"""
c\\n=1,"'-"
`,
  );
});

Deno.test("no cell of any text begins as a formula does, and each row is a line", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...'=+-@\t\r ,;"'), (text, first) => {
    const line = csvTable({ columns: [], rows: [[first + text]] }).slice(1);
    const cell = line.replace(/^"/, "");
    assertEquals(line.split("\n").length, 2);
    assertEquals(/^\s*[=@]/.test(cell) || /^\s*[+-]/.test(cell) && !Number.isFinite(Number(cell)), false);
  }));
});
