import { assertEquals, assertRejects } from "@std/assert";
import { DataError } from "../../lib/data/mod.ts";
import { runDataCommand } from "../../commands/data/data_command.ts";
import { UsageError } from "../../lib/errors/usage_error.ts";

Deno.test("a mistake on the command line of data is told in one line", async () => {
  const cases: [string, string][] = [
    ["sho", 'There is no command "sho"; did you mean show? There are list, show, fetch.'],
    ["show", "Missing required argument 'source'."],
    ["show ink --spli random", "There is no flag --spli; did you mean --split?"],
    ["show ink --seed -1", '--seed must be a whole number of at least 0, got "-1".'],
    ["show ink --count 0", '--count must be a whole number of at least 1, got "0".'],
    ["show ink --pen-width x", '--pen-width must be a number of pixels above 0, got "x".'],
  ];
  for (const [line, message] of cases) {
    const error = await assertRejects(() => runDataCommand(line.split(" ")), UsageError);
    assertEquals(error.message, message);
  }
});

Deno.test("a split or source that does not exist is refused before anything is loaded", async () => {
  for (const line of ["show crohme:x --split random:2", "show inc", "fetch inc"]) {
    await assertRejects(() => runDataCommand(line.split(" ")), DataError);
  }
});
