import { assertEquals, assertThrows } from "@std/assert";
import { labArguments } from "../../lab/lab_arguments.ts";
import { UsageError } from "../../lib/errors/mod.ts";

Deno.test("deno task lab passes flags on to JupyterLab, and refuses a first argument that is none", () => {
  assertEquals(labArguments([]), []);
  assertEquals(labArguments(["--port", "8889"]), ["--port", "8889"]);
  assertThrows(
    () => labArguments(["nope"]),
    UsageError,
    'takes only flags of JupyterLab, --no-browser say, got "nope"',
  );
});
