import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { visible, visibleJson, visibleLines } from "../../lib/charts/mod.ts";

Deno.test("what a terminal acts on or nobody sees is written out, all else stays", () => {
  for (
    const [text, shown] of [
      ["\x1b[31mred\x07", "\\x1b[31mred\\x07"],
      ["\x9b31m \x7f\x00", "\\x9b31m \\x7f\\x00"],
      ["a\r\n\tb", "a\\r\\n\\tb"],
      ["gpj.\u202eexe", "gpj.\\u202eexe"],
      ["\u2066\u061c\u200b\ufeff\u2028", "\\u2066\\u061c\\u200b\\ufeff\\u2028"],
      ["\u{e0041}", "\\u{e0041}"],
      ["half \ud83d", "half \\ud83d"],
      ["\\alpha ≤ é 漢 😀 = -1", "\\alpha ≤ é 漢 😀 = -1"],
      ["", ""],
    ]
  ) assertEquals(visible(text), shown);
  assertEquals(visibleLines("a\x1b\nb"), "a\\x1b\nb");
});

Deno.test("JSON is shown so too, and read as the same value", () => {
  assertEquals(
    visibleJson({ "\x9b": "\u202e\x1b\n\u{e0041}" }),
    '{"\\u009b":"\\u202e\\u001b\\n\\udb40\\udc41"}',
  );
  fc.assert(fc.property(fc.json(), fc.string({ unit: "binary" }), (json, text) => {
    const value = [JSON.parse(json), text];
    const written = visibleJson(value);
    assertEquals(JSON.parse(written), value);
    assertEquals(visible(written), written);
  }));
});
