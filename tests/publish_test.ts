import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { ROOT } from "./documents.ts";
import { testWith } from "./permission.ts";

testWith(
  { read: true, run: true },
  "the package could be published: only the library, what explains it, and the licence",
  async () => {
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["publish", "--dry-run", "--allow-dirty", "--no-check"],
      cwd: ROOT,
      env: { NO_COLOR: "1" },
    }).output();
    const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    assert(success, said);
    const files = Array.from(said.matchAll(/^ +file:\/\/\S*?\/(\S+) \(/gm), ([, path]) => path);
    assertStringIncludes(said, "lib/federated/mod.ts");
    assertStringIncludes(said, "lib/engine/kernels_plain.wasm");
    assert(files.length > 100, `${files.length} files`);
    assertEquals(said.match(/\/(tests|commands|bench|notebooks|cluster|harness|docs)\/\S+ \(/), null);
  },
);
