import { assertEquals } from "@std/assert";
import {
  type Directions,
  findCycle,
  folderOf,
  importGraph,
  loadedAtOnce,
  onlyReexports,
  reachedFrom,
  specifiers,
  violations,
} from "./import_graph.ts";
import { textsUnder } from "./documents.ts";
import { testWith } from "./permission.ts";
import { foreignUses, PORTABLE } from "./portable.ts";

/**
 * Dependencies point one way: random, drawing, symbols ← data ← partition ← federated ← experiment ← commands;
 * expressions ← recognize ← assess. Engine and model do not know federated; metrics and charts take plain arrays and know
 * no other room but the symbols that look alike. Every room may use errors and numbers. Nothing in lib/ imports a file
 * outside lib/.
 */
const DIRECTIONS: Directions = {
  errors: [],
  numbers: [],
  files: ["errors"],
  random: ["numbers"],
  drawing: [],
  symbols: [],
  metrics: ["numbers", "symbols"],
  charts: ["errors", "numbers"],
  data: ["errors", "numbers", "files", "random", "drawing", "symbols"],
  partition: ["errors", "numbers", "random", "drawing", "data"],
  model: ["errors", "numbers", "files", "random"],
  engine: ["errors", "numbers", "random", "model"],
  tfjs_backend: ["engine"],
  federated: ["errors", "numbers", "random", "partition", "model", "engine"],
  expressions: ["errors", "symbols"],
  recognize: ["errors", "numbers", "files", "drawing", "symbols", "data", "model", "engine", "expressions"],
  assess: ["numbers", "random", "drawing", "symbols", "data", "expressions", "recognize"],
  experiment: "*",
};

function librarySources(): Promise<Map<string, string>> {
  return sourcesIn("lib");
}

const sourcesIn = (...folders: string[]): Promise<Map<string, string>> => textsUnder(folders, ".ts");

testWith({ read: true }, "imports in lib/ keep to the directions", async () => {
  assertEquals(violations(importGraph(await librarySources()), DIRECTIONS), []);
});

testWith(
  { read: true },
  "what commands print goes through print.ts, where nothing acts on a terminal",
  async () => {
    const sources = await sourcesIn("lib/experiment", "commands", "cluster");
    const printing = Array.from(sources).filter(([, text]) =>
      /^(?! *\*).*\b(console\.|std(out|err)\.write)/m.test(text)
    );
    assertEquals(printing.map(([file]) => file), ["commands/shared/print.ts"]);
  },
);

testWith({ read: true }, "what a web page needs imports nothing that uses Deno or Node", async () => {
  const sources = await librarySources();
  const found = Array.from(
    reachedFrom(importGraph(sources), PORTABLE),
    ([file, way]) => foreignUses(sources.get(file) ?? "").map((use) => `${use} in ${way.join(" → ")}`),
  );
  assertEquals(found.flat(), []);
});

testWith(
  { read: true },
  "up to its first step an experiment loads only packages that load quickly",
  async () => {
    const sources = await sourcesIn("lib", "commands");
    const reached = reachedFrom(importGraph(sources, loadedAtOnce), [
      "commands/experiment.ts",
      "lib/data/ink/source.ts",
      "lib/engine/worker.ts",
    ]);
    const packages = Array.from(reached.keys()).flatMap((file) =>
      loadedAtOnce(sources.get(file) ?? "").filter((name) => !name.startsWith("."))
    );
    // A package here delays every run: one that few runs need belongs behind an `await import()`.
    assertEquals([...new Set(packages.map((name) => name.replace(/^pure-rand\/.*/, "pure-rand")))].sort(), [
      "@std/path",
      "commander",
      "fastest-levenshtein",
      "ml-matrix",
      "node:crypto",
      "node:fs",
      "node:process",
      "pure-rand",
      "shamir-secret-sharing",
      "valibot",
    ]);
  },
);

testWith({ read: true }, "outside of lib/ an experiment is imported through mod.ts or light.ts", async () => {
  const sources = await sourcesIn("commands", "bench", "cluster", "harness", "lab", "scripts");
  const deep = Array.from(importGraph(sources)).flatMap(([file, imports]) =>
    imports.filter((target) => /^lib\/experiment\/(?!(mod|light)\.ts$)/.test(target)).map((target) =>
      `${file}: ${target}`
    )
  );
  assertEquals(deep, []);
});

testWith({ read: true }, "each direction that is allowed is used", async () => {
  const used = new Set(
    Array.from(importGraph(await librarySources())).flatMap(([file, imports]) =>
      imports.map((target) => `${folderOf(file)} ← ${folderOf(target)}`)
    ),
  );
  const unused = Object.entries(DIRECTIONS).flatMap(([folder, allowed]) =>
    allowed === "*" ? [] : allowed.map((other) => `${folder} ← ${other}`).filter((one) => !used.has(one))
  );
  assertEquals(unused, []);
});

testWith({ read: true }, "no files in lib/ import each other in a circle", async () => {
  assertEquals(findCycle(importGraph(await librarySources())), undefined);
});

testWith(
  { read: true },
  "every room of lib/ has a mod.ts, and each face of a room only re-exports",
  async () => {
    const sources = await librarySources();
    const faces = new Set([
      ...Array.from(sources.keys(), (file) => `lib/${folderOf(file)}/mod.ts`),
      ...PORTABLE,
      ...Array.from(sources.keys()).filter((file) => /\/(light|core)\.ts$/.test(file)),
    ]);
    assertEquals([...faces].filter((face) => !onlyReexports(sources.get(face) ?? "no file")), []);
  },
);

testWith(
  { read: true },
  "the import graph of lib/ is read: each mod.ts leads to files that are there",
  async () => {
    const sources = await librarySources();
    const graph = importGraph(sources);
    for (const [file, imports] of graph) {
      if (file.endsWith("/mod.ts")) assertEquals(imports.length > 0, true, `${file} seems to export nothing`);
      const missing = imports.filter((target) => target.endsWith(".ts") && !sources.has(target));
      assertEquals(missing, [], `${file} imports what is not there`);
    }
  },
);

Deno.test("specifiers finds every way to import, over lines too, and not those of comments", () => {
  const text = `
/**
 * import { no } from "./comment.ts";
 */
import one, { type Two } from "./static.ts";
import { four, three } from "../over_lines.ts";
import "./for_its_effect.ts";
import type { Five } from './type_only.ts';
export { six } from "./reexport.ts";
export * from "./star.ts";
// import "./line_comment.ts";
const lazy = await import("./dynamic.ts");
const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const text = "from nowhere", page = new URL("https://example.org");
`;
  assertEquals(specifiers(text).sort(), [
    "../over_lines.ts",
    "./dynamic.ts",
    "./for_its_effect.ts",
    "./reexport.ts",
    "./star.ts",
    "./static.ts",
    "./type_only.ts",
    "./worker.ts",
  ]);
});

Deno.test("violations names each import against the directions, one out of lib/, and an unknown folder", () => {
  const graph = importGraph(
    new Map([
      ["lib/data/a.ts", 'import "../random/mod.ts";\nimport "../federated/round.ts";\nimport "npm:valibot";'],
      ["lib/symbols/b.ts", 'export { x } from "../data/mod.ts";'],
      ["lib/engine/c.ts", 'const test = import("../../tests/permission.ts");'],
      ["lib/novel/d.ts", ""],
      ["lib/experiment/e.ts", 'import "../charts/mod.ts";\nimport "./f.ts";'],
    ]),
  );
  assertEquals(violations(graph, DIRECTIONS), [
    "lib/data/a.ts imports lib/federated/round.ts, but data may import only: errors, numbers, files, random, drawing, symbols",
    "lib/symbols/b.ts imports lib/data/mod.ts, but symbols may import only: nothing",
    "lib/engine/c.ts imports tests/permission.ts, outside lib/",
    "lib/novel/d.ts is in a folder that the directions do not know",
  ]);
});

Deno.test("findCycle shows a circle of imports, also without file extensions, and none where there is none", () => {
  const circle = importGraph(
    new Map([
      ["lib/a/start.ts", 'import "./one.ts";'],
      ["lib/a/one.ts", 'import "../b/two.ts";'],
      ["lib/b/two.ts", 'import "../a/one";'],
    ]),
  );
  assertEquals(findCycle(circle), ["lib/a/one.ts", "lib/b/two.ts", "lib/a/one.ts"]);
  const diamond = importGraph(
    new Map([
      ["lib/a/top.ts", 'import "./left.ts";\nimport "./right.ts";'],
      ["lib/a/left.ts", 'import "./bottom.ts";'],
      ["lib/a/right.ts", 'import "./bottom.ts";'],
      ["lib/a/bottom.ts", ""],
    ]),
  );
  assertEquals(findCycle(diamond), undefined);
});

Deno.test("reachedFrom follows imports to the end and tells the way", () => {
  const graph = importGraph(
    new Map([
      ["lib/a/face.ts", 'export { one } from "./one.ts";'],
      ["lib/a/one.ts", 'import "../b/two.ts";\nimport "./face.ts";'],
      ["lib/b/two.ts", ""],
      ["lib/b/apart.ts", 'import "./two.ts";'],
    ]),
  );
  assertEquals(
    Array.from(reachedFrom(graph, ["lib/a/face.ts"]).values()),
    [["lib/a/face.ts"], ["lib/a/face.ts", "lib/a/one.ts"], ["lib/a/face.ts", "lib/a/one.ts", "lib/b/two.ts"]],
  );
});

Deno.test("foreignUses finds what only Deno or Node has, not in comments nor in names that look alike", () => {
  const text = `
// Deno.readFile
/** process.env */
import { join } from "@std/path";
import { existsSync } from 'node:fs';
const bytes = await Deno.readFile("a"), copy = Buffer.from(bytes), home = process.env.HOME;
const here = import.meta.dirname, wasm = import.source("./a.wasm");
const fine = [new ArrayBuffer(4), SharedArrayBuffer, import.meta.url, subprocess.end, "node-unrar-js"];
`;
  assertEquals(foreignUses(text), [
    "Deno.readFile",
    "'node:fs'",
    '"@std/path"',
    "process.env",
    "Buffer.from",
    "import.meta.dirname",
    "import.source",
  ]);
});

Deno.test("onlyReexports refuses a module with anything of its own", () => {
  assertEquals(onlyReexports('/**\n * Words.\n * @module\n */\nexport { a } from "./a.ts";\n'), true);
  assertEquals(onlyReexports('export {\n  a,\n  type B,\n} from "./a.ts";\nexport * from "./c.ts";\n'), true);
  assertEquals(onlyReexports('export { a } from "./a.ts";\nexport const b = 1;\n'), false);
  assertEquals(onlyReexports('import { a } from "./a.ts";\nexport { a };\n'), false);
});
