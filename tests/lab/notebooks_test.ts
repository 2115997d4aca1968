import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { LONGEST_LINE, problemsOf, storageProblems } from "../../lab/checks.ts";
import type { Cell, Notebook, Output } from "../../lab/notebook.ts";
import { answerPicture, notebookText, withFullSettings } from "../../lab/stored.ts";

function code(source: string, outputs: Output[] = [], tags?: string[]): Cell {
  return {
    id: "cell",
    cell_type: "code",
    metadata: tags ? { tags } : {},
    source,
    outputs,
    execution_count: 7,
  };
}

function notebook(...cells: Cell[]): Notebook {
  const metadata = { kernelspec: { name: "deno" }, signature: "of this machine" };
  return { cells, metadata, nbformat: 4, nbformat_minor: 5 };
}

const printed: Output = { output_type: "stream", name: "stdout", text: ["1\n"] };
const chart: Output = {
  output_type: "display_data",
  data: {
    "application/vnd.plotly.v1+json": {},
    "text/html": "<div>",
    "image/png": "iVBORw==\n",
    "text/plain": "[Chart]",
  },
};
const table: Output = { output_type: "display_data", data: { "text/html": "<table>", "text/plain": "a" } };

const CASES: readonly { name: string; cell: Cell; problem?: string }[] = [
  { name: "a line printed", cell: code("console.log(1)", [printed]) },
  { name: "a line as wide as the page", cell: code(`f("${"x".repeat(LONGEST_LINE - 5)}")`, [printed]) },
  {
    name: "a line wider than the page",
    cell: code(`f(1);\nf("${"x".repeat(LONGEST_LINE - 4)}")`, [printed]),
    problem: "has a line of more than 88 characters",
  },
  { name: "nothing put out", cell: code("console.log(1)"), problem: "put nothing out" },
  { name: "nothing put out, and silent", cell: code("const a = 1;", [], ["silent"]) },
  { name: "silent, but loud", cell: code("1", [printed], ["silent"]), problem: "tagged silent" },
  { name: "a chart in all forms", cell: code("await show(a);", [chart]) },
  { name: "a table", cell: code("await showTable(a);", [table]) },
  {
    name: "a chart lost",
    cell: code("await show(a); console.log(1);", [printed]),
    problem: "1 times, and has 0",
  },
  {
    name: "one of two charts lost",
    cell: code("await show(a);\nawait follow(b, c);", [chart]),
    problem: "2 times",
  },
  { name: "a chart of a comment", cell: code("// await show(a)\n/* await show(b) */ f();", [printed]) },
  { name: "charts of a loop", cell: code("for (const a of b) await show(a);", [chart, chart, chart]) },
  {
    name: "a chart without its image",
    cell: code("await show(a);", [{ ...chart, data: { "application/vnd.plotly.v1+json": {} } }]),
    problem: "lacks text/html, image/png, text/plain",
  },
  {
    name: "an error",
    cell: code("f()", [{ output_type: "error", ename: "TypeError", evalue: "f is not a function" }]),
    problem: "TypeError: f is not a function",
  },
  {
    name: "a warning",
    cell: code("f()", [printed, { output_type: "stream", name: "stderr", text: "deprecated" }]),
    problem: "wrote to stderr: deprecated",
  },
];

for (const { name, cell, problem } of CASES) {
  Deno.test(`problemsOf(): ${name} is ${problem ? "a problem" : "right"}`, () => {
    const problems = problemsOf(notebook(cell));
    if (problem === undefined) assertEquals(problems, []);
    else {
      assertEquals(problems.length, 1);
      assertStringIncludes(problems[0], `cell 1 (cell): `);
      assertStringIncludes(problems[0], problem);
    }
  });
}

Deno.test("storageProblems() finds too many bytes and places of the machine", () => {
  assertEquals(storageProblems("x".repeat(1_500_000), ["/home/me"]), []);
  assertEquals(storageProblems("x".repeat(1_500_001), []), [
    "is 1500001 bytes long, at most 1500000 are kept",
  ]);
  assertEquals(storageProblems("at /home/me/file.ts", ["/home/me"]), [
    "names a place of this machine: /home/me",
  ]);
});

Deno.test("notebookText() keeps nothing that the next run does not make again", () => {
  const once = notebookText(notebook(code("1"), code("2", [printed], ["silent"])));
  const again = JSON.parse(once) as Notebook;
  assertEquals(again.cells.map(({ execution_count }) => execution_count), [1, 2]);
  assertEquals(again.cells[1].metadata, { tags: ["silent"] });
  assert(!once.includes("of this machine"));
  assertEquals(notebookText(again), once);
});

Deno.test("withFullSettings() changes the settings cell and nothing else", () => {
  const quick = notebook(code("1"), code(["const QUICK = true; // false: all\n", "const A = 1;"].join("")));
  const full = withFullSettings(quick);
  assertEquals(full.cells.map(({ source }) => source), [
    "1",
    "const QUICK = false; // false: all\nconst A = 1;",
  ]);
  assertThrows(() => withFullSettings(notebook(code("1"))), TypeError, "needs a settings cell");
});

Deno.test("answerPicture() is the last image of the cell tagged answer", () => {
  const cells = [code("await show(a);", [chart]), code("await show(b);", [printed, chart], ["answer"])];
  assertEquals(answerPicture(notebook(...cells)), new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
  assertEquals(answerPicture(notebook(cells[0])), undefined);
});
