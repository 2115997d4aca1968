import { assertEquals } from "@std/assert";
import { countGrammar } from "../../lib/assess/mod.ts";
import { parseLatex } from "../../lib/expressions/mod.ts";
import { learnedGrammar } from "../../lib/recognize/layout/learned_grammar.ts";

Deno.test("neighbours and scripts of two expressions, counted by hand", () => {
  const { follows, scripts } = countGrammar([parseLatex("x^2+1"), parseLatex("\\frac{x_i}{\\sqrt{2}}+X")]);
  assertEquals(follows, {
    "^": { x: 1, fraction: 1 },
    x: { "+": 1, $: 1 },
    "^sup": { "2": 1 },
    "2": { $: 2 },
    "+": { "1": 1, X: 1 },
    "1": { $: 1 },
    X: { $: 1 },
    fraction: { "+": 1 },
    "^above": { x: 1 },
    "^sub": { i: 1 },
    i: { $: 1 },
    "^below": { sqrt: 1 },
    sqrt: { $: 1 },
    "^inside": { "2": 1 },
  });
  assertEquals(scripts, {
    x: [2, 1, 1],
    "2": [2, 0, 0],
    "+": [2, 0, 0],
    "1": [1, 0, 0],
    X: [1, 0, 0],
    fraction: [1, 0, 0],
    i: [1, 0, 0],
    sqrt: [1, 0, 0],
  });
});

Deno.test("a grammar learned from expressions knows what follows what, and what has scripts", () => {
  const rows = Array.from({ length: 50 }, () => parseLatex("\\cos x+a_n=2")).concat([parseLatex("n+x")]);
  const grammar = learnedGrammar(countGrammar(rows));
  assertEquals(grammar.follows("cos", "x", undefined) > grammar.follows("cos", "=", undefined), true);
  assertEquals(grammar.follows("=", "2", undefined) > grammar.follows("=", "a", undefined), true);
  assertEquals(grammar.opens("a", "sub") > grammar.opens("a", "sup"), true);
  assertEquals(grammar.ends("2") > grammar.ends("+"), true);
});
