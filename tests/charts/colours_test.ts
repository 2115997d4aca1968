import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { colourOf, lookOf, looksOf, OKABE_ITO } from "../../lib/charts/mod.ts";
import { fnv1a } from "../../lib/charts/hash.ts";

const FIXED = [
  ..."central iid non-iid FedAvg FedProx SCAFFOLD FedAvgM FedAdam FedYogi FedAdagrad FedDyn FedNova FedRS FedLC"
    .split(" "),
];

Deno.test("a method's colour does not depend on how its name is written", () => {
  assertEquals(colourOf("non-iid"), OKABE_ITO.vermilion);
  for (const spelling of ["Non-IID", "noniid", "non_iid", "NON IID"]) {
    assertEquals(colourOf(spelling), colourOf("non-iid"));
  }
  assertEquals(colourOf("centralized"), colourOf("central"));
});

Deno.test("no two known methods look alike", () => {
  assertEquals(new Set(FIXED.map(colourOf)).size, FIXED.length);
  assertEquals(new Set(FIXED.map((name) => lookOf(name).symbol)).size, FIXED.length);
});

Deno.test("an unknown name has a colour of its own choosing, the same every time", () => {
  assertMatch(colourOf("my method"), /^#[0-9A-F]{6}$/);
  assertEquals(lookOf("my method"), lookOf("my method"));
  assertNotEquals(lookOf("client 1"), lookOf("client 2"));
  assertMatch(colourOf("constructor"), /^#[0-9A-F]{6}$/);
});

Deno.test("in one chart no two of eighteen unknown names share a colour, and known ones keep theirs", () => {
  const names = ["FedAvg", ...Array.from({ length: 16 }, (_, i) => `method ${i}`), "SCAFFOLD"];
  const looks = looksOf(names);
  assertEquals(new Set([...looks.values()].map(({ colour }) => colour)).size, names.length);
  assertEquals([looks.get("FedAvg"), looks.get("SCAFFOLD")], [lookOf("FedAvg"), lookOf("SCAFFOLD")]);
  assertEquals(looksOf(["method 1"]).get("method 1"), lookOf("method 1"));
});

Deno.test("fnv1a() gives the published values", () => {
  // Test vectors of draft-eastlake-fnv.
  assertEquals([fnv1a(""), fnv1a("a"), fnv1a("foobar")], [0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});
