import { assertEquals } from "@std/assert";
import { LABELS, symbolLabel } from "../../lib/symbols/mod.ts";

/** The 101 symbol classes of CROHME 2013 to 2019. */
const CROHME = [
  ..."\\alpha \\beta \\gamma \\lambda \\mu \\phi \\pi \\sigma \\theta \\Delta \\exists \\forall \\in \\infty"
    .split(" "),
  ..."\\int \\sum \\sqrt \\lim \\log \\sin \\cos \\tan \\div \\times \\pm \\leq \\geq \\lt \\gt \\neq".split(
    " ",
  ),
  ..."\\rightarrow \\ldots \\prime \\{ \\} ! ( ) + COMMA - . / = [ ] |".split(" "),
  ..."0123456789ABCEFGHILMNPRSTVXYabcdefghijklmnopqrstuvwxyz",
];

Deno.test("CROHME's 101 classes give all 82 labels, and only the full stop has none", () => {
  assertEquals(CROHME.length, 101);
  assertEquals(CROHME.filter((raw) => symbolLabel(raw) === null), ["."]);
  assertEquals(new Set(CROHME.map(symbolLabel)), new Set([...LABELS, null]));
});

Deno.test("letter case is folded to the case the table of labels has", () => {
  assertEquals(["a", "A", "x", "X", "b", "B", "e", "E", "I", "l"].map(symbolLabel), [..."AAXXbbeeil"]);
});

Deno.test("signs, fraction bars and other spellings have the label of what is drawn", () => {
  const spellings = {
    "<": "lt",
    ">": "gt",
    "'": "prime",
    "|": "ascii_124",
    "/": "forward_slash",
    "\\frac": "-",
    "\\le": "leq",
    "\\to": "rightarrow",
    "sin": "sin",
  };
  for (const [raw, label] of Object.entries(spellings)) assertEquals(symbolLabel(raw), label, raw);
});

Deno.test("what is not drawn like any label has none, words of JavaScript included", () => {
  for (const raw of ["", ".", "\\Sigma", "\\omega", "\\a", "ab", "constructor", "__proto__", "ß"]) {
    assertEquals(symbolLabel(raw), null, raw);
  }
});
