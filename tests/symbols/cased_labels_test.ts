import { assert, assertEquals } from "@std/assert";
import {
  CASED_LABELS,
  casedLabel,
  DOT,
  foldLabel,
  LABELS,
  NO_SYMBOL,
  READER_CLASS_INDEX,
  READER_CLASSES,
  symbolLabel,
} from "../../lib/symbols/mod.ts";

/** What CROHME writes for its 101 classes, as Mouchère et al. list them for 2014. */
const CROHME_TRUTHS =
  "! ( ) + COMMA - . / 0 1 2 3 4 5 6 7 8 9 = A B C E F G H I L M N P R S T V X Y [ \\Delta \\alpha \\beta \\cos \\div " +
  "\\exists \\forall \\gamma \\geq \\gt \\in \\infty \\int \\lambda \\ldots \\leq \\lim \\log \\lt \\mu \\neq \\phi \\pi " +
  "\\pm \\prime \\rightarrow \\sigma \\sin \\sqrt \\sum \\tan \\theta \\times \\{ \\} ] a b c d e f g h i j k l m n o p q " +
  "r s t u v w x y z |";

Deno.test("the cased labels are CROHME's 101 classes, each once", () => {
  const truths = CROHME_TRUTHS.split(" ");
  assertEquals(truths.length, 101);
  assertEquals(new Set(truths.map(casedLabel)), new Set(CASED_LABELS));
  assertEquals(new Set(CASED_LABELS).size, 101);
  assertEquals(READER_CLASSES, [...CASED_LABELS, NO_SYMBOL]);
  READER_CLASSES.forEach((label, index) => assertEquals(READER_CLASS_INDEX.get(label), index));
});

Deno.test("cased labels fold to the 82, as CROHME's truths do; full stop and no symbol to none", () => {
  for (const truth of CROHME_TRUTHS.split(" ")) {
    assertEquals(foldLabel(casedLabel(truth)!), symbolLabel(truth), truth);
  }
  assertEquals(new Set(CASED_LABELS.map(foldLabel)), new Set([...LABELS, null]));
  assertEquals([DOT, NO_SYMBOL].map(foldLabel), [null, null]);
  assertEquals(["a", "A", "b", "B", "x", "X", "times", "o"].map(foldLabel), [
    "A",
    "A",
    "b",
    "b",
    "X",
    "X",
    "times",
    "o",
  ]);
});

Deno.test("a letter that CROHME 2011–2013 has in one case only is taken for that one; what is no truth for none", () => {
  assertEquals(["O", "D", "\\frac", "\\times", "X", "x"].map(casedLabel), ["o", "d", "-", "times", "X", "x"]);
  assertEquals(["\\Omega", "ab", ""].map(casedLabel), [null, null, null]);
  assert(!CASED_LABELS.includes("O"));
});
