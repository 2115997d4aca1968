import { assert, assertAlmostEquals, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { colourOf, lookOf, looksOf, OKABE_ITO } from "../../lib/charts/mod.ts";
import { colourDistance } from "../../lib/charts/figures/colour_distance.ts";
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
  assertEquals(looksOf([...names, ...names]), looks);
});

Deno.test("colourDistance() is 100 from black to white, and small where one cone is missing", () => {
  assertAlmostEquals(colourDistance("#000000", "#FFFFFF"), 100, 0.01);
  assertEquals(colourDistance("#CC6677", "#CC6677"), 0);
  // ΔE of pure red and green is 170.6 to usual eyes (Lindbloom's calculator); the red-green blind see far less of it.
  const distance = colourDistance("#FF0000", "#00FF00");
  assert(distance > 10 && distance < 60, `${distance}`);
  // Blue and yellow stay apart for the red-green blind, and are told apart least by those without blue cones.
  assert(colourDistance("#0000FF", "#FFFF00") > distance);
  assertEquals(colourDistance("#117733", "#7A4A1E"), colourDistance("#7A4A1E", "#117733"));
});

Deno.test("methods of one chart that have no colour of their own are told apart by people with any colour vision", () => {
  const known = ["central", "iid", "FedAvg", "FedAvgM", "SCAFFOLD", "Fed3R"];
  const others = ["FedAvg (SGD)", "Public start", "Public start, CCVR"];
  const looks = looksOf([...known, ...others]);
  for (const name of others) {
    for (const [other, { colour }] of looks) {
      const distance = colourDistance(looks.get(name)!.colour, colour);
      // The nearest two of the published colours, orange and purple, are 17.2 apart.
      assert(other === name || distance >= 17.2, `${name} and ${other}: ${distance.toFixed(1)}`);
    }
  }
});

Deno.test("fnv1a() gives the published values", () => {
  // Test vectors of draft-eastlake-fnv.
  assertEquals([fnv1a(""), fnv1a("a"), fnv1a("foobar")], [0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});
