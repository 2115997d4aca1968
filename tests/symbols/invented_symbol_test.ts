import { assertEquals } from "@std/assert";
import { testWith } from "../permission.ts";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";
import { withTemporaryFile } from "../temporary.ts";

const root = new URL("../../", import.meta.url);

/** What the program prints when imports of the alphabet are led to the longer one. */
function withLongerAlphabet(program: string): unknown {
  const config = JSON.parse(Deno.readTextFileSync(new URL("imports.json", root)));
  const rows = new URL("lib/symbols/alphabet.ts", root).href;
  const longer = new URL("tests/symbols/longer_alphabet.ts", root).href;
  const map = {
    imports: { ...config.imports, [rows]: longer },
    scopes: { [longer]: { [rows]: rows } },
  };
  let printed: unknown;
  withTemporaryFile(JSON.stringify(map), (path) => {
    const args = [
      "run",
      ...WHOLE_LOCK,
      "--no-prompt",
      "--no-remote",
      "--no-check",
      "--allow-read",
      "--import-map",
      path,
    ];
    const { success, stdout, stderr } = new Deno.Command(Deno.execPath(), { args: [...args, program] })
      .outputSync();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    printed = JSON.parse(new TextDecoder().decode(stdout));
  });
  return printed;
}

testWith(
  { read: true, write: true, run: true },
  "a symbol added as one row of the alphabet is known to classes, spellings, LaTeX, text, value, layout and grammar",
  () => {
    const program = new URL("tests/symbols/invented_symbol.ts", root).href;
    assertEquals(withLongerAlphabet(program), {
      classes: ["dot", "bowtie", "no_symbol"],
      label: ["bowtie", "bowtie", null],
      parsed: "a \\bowtie b \\bowtie c",
      latex: "a \\bowtie b",
      text: "a ⋈ b",
      value: { kind: "none", reason: "tables have no value" },
      layout: ["operator", "sup", "sub"],
      read: "a \\bowtie^{2} b",
      grammar: [true, true, true, true],
    });
  },
);
