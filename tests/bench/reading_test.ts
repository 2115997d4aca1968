import { assert, assertEquals } from "@std/assert";
import { drawnExpressions } from "../../bench/reading/drawn_expressions.ts";
import { timeReading } from "../../bench/reading/time_reading.ts";
import { readInk, readParts, startOpenCv, writtenGrammar } from "../../lib/recognize/mod.ts";
import { guesser, page } from "../recognize/page.ts";
import { boxAt } from "../recognize/page.ts";

await startOpenCv();

Deno.test("drawn expressions are rows of 4, 8, … 24 symbols, the same each time, none like another", () => {
  const pictures = drawnExpressions(8);
  assertEquals(pictures, drawnExpressions(8));
  const parts = pictures.map((picture) => readParts(readInk(picture)).length);
  // A symbol is one to four pieces; some touch.
  parts.forEach((count, i) => {
    const symbols = 4 * (i % 6 + 1);
    assert(count >= 0.6 * symbols && count <= 3 * symbols, `${count} pieces of ${symbols} symbols`);
  });
  assertEquals(new Set(pictures.map(({ pixels }) => pixels.join())).size, 8);
});

Deno.test("the times of reading: each picture three times, how many images the network is shown of each", () => {
  // Two far apart: each a group of its own, looked at once.
  const two = page(400, 100, [boxAt(20, 20, 10, 60), boxAt(300, 20, 10, 60)]);
  const model = { classifier: guesser(1), grammar: writtenGrammar() };
  const { expressions, median, p95, mean, network, images } = timeReading([two, two], model);
  assertEquals([expressions, images], [2, 2]);
  assert(median > 0 && p95 >= median && mean > network && network > 0);
});
