import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { misnamed, type NamedRow, nearest, noSuch, systemError, UserError } from "../../lib/errors/mod.ts";
import { parseDataSpec, parseSplit, SOURCES } from "../../lib/data/mod.ts";
import { parseAttack, parseCodec, parseStrategy } from "../../lib/federated/mod.ts";
import { parseNetwork } from "../../lib/model/mod.ts";
import { parsePartition } from "../../lib/partition/mod.ts";
import { failPlainly } from "../../commands/shared/fail_plainly.ts";
import { testWith } from "../permission.ts";

const ROWS: readonly NamedRow[] = [
  ["plain", "takes nothing"],
  ["share:S", "takes a number", "share:0.5"],
  ["factor:F", "may take a number"],
];

Deno.test("a name nearly right: letter case and dashes count for nothing", () => {
  assertEquals(nearest("noniid", ["iid", "non-iid"]), "non-iid");
  assertEquals(nearest("FedProx", ["fedavg", "fedprox"]), "fedprox");
  assertEquals(
    noSuch("fruit", "aple", ["apple", "pear"]),
    'There is no fruit "aple"; did you mean apple? There are apple, pear.',
  );
});

Deno.test("a text that should be a name with a value is told what it lacks", () => {
  const told = (text: string) => misnamed("choice", text, ROWS, "with S above 0");
  assertEquals(
    told("shar:2"),
    'There is no choice "shar"; did you mean share? There are plain, share:S, factor:F.',
  );
  assertEquals(told("share"), "share needs a number, such as share:0.5.");
  assertEquals(told("plain:1"), 'plain takes no value, got "plain:1".');
  assertEquals(told("share:9"), 'A choice is plain, share:S, factor:F, with S above 0, got "share:9".');
});

Deno.test("every list of names suggests the nearest", () => {
  const CASES: readonly (readonly [(text: string) => unknown, string, string])[] = [
    [parsePartition, "noniid", "did you mean non-iid?"],
    [parsePartition, "dirichlet", "dirichlet needs a number, such as dirichlet:0.1."],
    [parseStrategy, "fedprx", "did you mean fedprox?"],
    [parseCodec, "flot16", "did you mean float16?"],
    [parseCodec, "top", "top needs a number, such as top:0.05."],
    [parseAttack, "signflip", "did you mean sign-flip?"],
    [parseSplit, "offical", "did you mean official?"],
    [(text) => parseNetwork(text, 3), "orignal", "did you mean original?"],
    [parseDataSpec, "chrome:x", "did you mean crohme?"],
  ];
  for (const [parse, text, expected] of CASES) assertThrows(() => parse(text), UserError, expected);
  assertEquals(Object.keys(SOURCES).length > 0, true);
});

testWith({ read: true }, "every error of the library that its user can mend is a UserError", async () => {
  const others: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory) await visit(path);
      else if (name.endsWith(".ts")) {
        const text = await Deno.readTextFile(path);
        for (const [, kind] of text.matchAll(/class (\w+) extends Error\b/g)) others.push(kind);
      }
    }
  };
  await visit("lib");
  // Signals between functions, which never leave the module that throws them.
  assertEquals(others.sort(), ["NoValue", "PreparedFileError", "UserError"]);
});

testWith({ read: true }, "what the operating system refuses is told with the file's name", () => {
  const told = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return systemError(error);
    }
  };
  assertEquals(
    told(() => Deno.readTextFileSync("tests/none")),
    "tests/none: there is no such file or folder.",
  );
  // Deno tells the path only where it need not look whether it may be read.
  assertMatch(
    told(() => Deno.readTextFileSync("deno.json/x")) ?? "",
    /^(deno.json\/x|A file cannot be used): a part of its path is a file, not a folder\.$/,
  );
  assertEquals(told(() => JSON.parse("{")), undefined);
});

Deno.test("a user's error ends a command with one line and exit code 1, a fault of the program keeps its stack", async () => {
  const told: unknown[] = [], print = console.error;
  console.error = (line: unknown) => told.push(line);
  try {
    class OwnError extends UserError {}
    assertEquals(await failPlainly(() => Promise.reject(new OwnError("The dog ate it."))), 1);
    assertEquals(told, ["error: The dog ate it."]);
    told.length = 0;
    const fault = new TypeError("\x1b[31mundefined is not a function");
    assertEquals(await failPlainly(() => Promise.reject(fault)), 1);
    assertEquals(told[0], "TypeError: \\x1b[31mundefined is not a function");
    assertMatch(`${told[1]}`, /^ {4}at .*errors_test\.ts/);
  } finally {
    console.error = print;
  }
});
