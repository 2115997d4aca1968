import { assertEquals } from "@std/assert";
import {
  bothCasesNote,
  displayName,
  displayNames,
  LABELS,
  READER_CLASSES,
  symbolLabel,
} from "../../lib/symbols/mod.ts";

Deno.test("people read signs in place of the 82 labels", () => {
  assertEquals(
    displayNames(LABELS).join(" "),
    "! ( ) + , - 0 1 2 3 4 5 6 7 8 9 = A C Δ G H M N R S T X [ ] α | b β cos d ÷ e ∃ f ∀ / γ ≥ > i ∈ ∞ ∫ j k l λ … ≤ lim " +
      "log < μ ≠ o p φ π ± ′ q → σ sin √ ∑ tan θ × u v w y z { }",
  );
});

Deno.test("no two classes have one display name, nor is any a label's spelled-out name", () => {
  for (const classes of [LABELS, READER_CLASSES]) {
    const names = classes.map(displayName);
    assertEquals(new Set(names).size, classes.length);
    assertEquals(displayNames(classes), names);
    // What is left of words are the names of functions, which are written so.
    assertEquals(
      names.filter((name) => name.length > 1),
      ["cos", "lim", "log", "sin", "tan", ...classes === LABELS ? [] : ["no symbol"]],
    );
  }
});

Deno.test("names of one's own stay as they are, also where a sign of the alphabet is among them", () => {
  assertEquals(displayNames(["cat", "long_name", "no_symbol"]), ["cat", "long_name", "no symbol"]);
  assertEquals(displayNames(["times", "×", "pi", "dog"]), ["times", "×", "π", "dog"]);
});

Deno.test("that letters stand for both cases is said of the labels it is true of", () => {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  for (const letter of letters) assertEquals(symbolLabel(letter), symbolLabel(letter.toUpperCase()));
  assertEquals(LABELS.filter((label) => /^[a-z]$/i.test(label)).length, letters.length);
  assertEquals(
    bothCasesNote([...LABELS]),
    "A letter stands for both its cases: C is c and C, b is b and B.",
  );
  assertEquals([READER_CLASSES, ["A", "B"], LABELS.slice(1)].map(bothCasesNote), [
    undefined,
    undefined,
    undefined,
  ]);
});
