import { assert, assertEquals } from "@std/assert";
import { bundle } from "./bundle.ts";
import { testWith } from "./permission.ts";
import { foreignUses, PORTABLE } from "./portable.ts";

/** The modules of a bundle, each with its path. */
function modulesOf(code: string): [path: string, text: string][] {
  return code.split(/^ *\/\/ (?=\S+\.[cm]?[jt]s$)/m).slice(1).map((part) => {
    const end = part.indexOf("\n");
    return [part.slice(0, end), part.slice(end)];
  });
}

testWith(
  { read: true, write: true, run: true },
  "what a web page needs is bundled for a browser: nothing of Deno or Node is left in the project's modules",
  async () => {
    const names = PORTABLE.map((_, i) => `face${i}`);
    const code = await bundle(
      PORTABLE.map((face, i) => `export * as ${names[i]} from "${face}";`).join("\n"),
    );
    assertEquals(code.match(/^import .*/gm), null, "a module is not in the bundle");
    const own = modulesOf(code).filter(([path]) => path.startsWith("lib/"));
    assert(own.length > 200, `of the project's modules only ${own.length} were found in the bundle`);
    assertEquals(own.flatMap(([path, text]) => foreignUses(text).map((use) => `${use} in ${path}`)), []);
  },
);
