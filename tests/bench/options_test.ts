import { assertEquals, assertThrows } from "@std/assert";
import { readOptions } from "../../bench/options.ts";
import { UsageError } from "../../lib/errors/usage_error.ts";

const DEFAULTS = { images: 100, only: "", trial: false };

Deno.test("readOptions: a flag's default decides whether it takes a number, a text or nothing", () => {
  assertEquals(readOptions([], DEFAULTS), DEFAULTS);
  assertEquals(readOptions(["--trial", "--images", "5", "--only", "a,b"], DEFAULTS), {
    images: 5,
    only: "a,b",
    trial: true,
  });
});

Deno.test("readOptions refuses numbers below 1, parts of numbers, unknown flags and missing values", () => {
  for (const text of ["0", "-1", "1.5", "many", ""]) {
    const error = assertThrows(() => readOptions([`--images=${text}`], DEFAULTS), UsageError);
    assertEquals(error.message, `--images must be a whole number of at least 1, got "${text}".`);
  }
  const unknown = assertThrows(() => readOptions(["--image", "5"], DEFAULTS), UsageError);
  assertEquals(unknown.message, "There is no flag --image; did you mean --images?");
  assertThrows(() => readOptions(["--images"], DEFAULTS), UsageError);
});
