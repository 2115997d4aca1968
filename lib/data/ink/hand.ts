import { normal, type Random, stream } from "../../random/mod.ts";
import { type Box, type Stroke, widthOf } from "../../drawing/mod.ts";
import { deform } from "./deform.ts";
import { boxOf, type Glyph, type GlyphStroke } from "./glyph.ts";
import { GLYPHS } from "./glyphs.ts";
import { jittered } from "./jitter.ts";
import { SPELLINGS } from "./spellings.ts";
import { trace } from "./trace.ts";
import { type WriterStyle, writerStyle } from "./writer_style.ts";
import { sumOf } from "../../numbers/mod.ts";

/** From the top of a capital to below its baseline, in the units of the glyphs. */
const LINE_HEIGHT = 20;

/** Standard deviation of a writer's own shapes from the common ones, as a share of the glyph's size. */
const OWN_SHAPE = 0.055;

/** One writer: their style, and the shape they usually give each glyph. */
export class Hand {
  /** What all their writing has in common. */
  readonly style: WriterStyle;
  readonly #seed: number;
  readonly #writer: number;
  readonly #habits = new Map<string, number>();
  readonly #shapes = new Map<string, Glyph>();

  /** The hand of a writer: the same for the same seed and number. */
  constructor(seed: number, writer: number) {
    this.style = writerStyle(seed, writer);
    this.#seed = seed;
    this.#writer = writer;
  }

  /** Writes a label once and returns its strokes. */
  write(label: string, random: Random): Stroke[] {
    return this.writeGlyphs(spell(label, random), random).strokes;
  }

  /** Writes glyphs side by side; returns their strokes, and the box of the glyphs before they were distorted. */
  writeGlyphs(
    names: readonly string[],
    random: Random,
  ): { readonly strokes: number[][]; readonly box: Box } {
    const letters = names.map((name) => jittered(this.#shape(name, random), this.style.wobble, random));
    const word = letters.length === 1 ? letters[0] : this.#spell(letters, random);
    const strokes = deform(trace(word, this.style, random), this.style, random);
    return { strokes, box: boxOf(word) };
  }

  /** A glyph in the variant this writer usually writes, or now and then in another. */
  #shape(name: string, random: Random): Glyph {
    const variants = GLYPHS.get(name);
    if (!variants) throw new Error(`The symbol "${name}" has no strokes: add them in lib/data/ink/.`);
    let variant = this.#habits.get(name);
    if (variant === undefined) {
      const draw = stream(this.#seed, "ink habit", this.#writer, name)();
      variant = variants.indexOf(pick(variants, ([weight]) => weight, draw));
      this.#habits.set(name, variant);
    }
    if (random() < this.style.whim) {
      variant = variants.indexOf(pick(variants, ([weight]) => weight, random()));
    }
    const key = `${name} ${variant}`;
    let shape = this.#shapes.get(key);
    if (!shape) {
      shape = jittered(variants[variant][1], OWN_SHAPE, stream(this.#seed, "ink shape", this.#writer, key));
      this.#shapes.set(key, shape);
    }
    return shape;
  }

  /** Letters side by side. */
  #spell(letters: readonly Glyph[], random: Random): Glyph {
    const strokes: GlyphStroke[] = [];
    let x = 0;
    for (const letter of letters) {
      const box = boxOf(letter);
      const dx = x - box.left, dy = 0.03 * LINE_HEIGHT * normal(random);
      for (const { points, corners } of letter) {
        strokes.push({ points: points.map((value, i) => value + (i % 2 ? dy : dx)), corners });
      }
      x += widthOf(box) + LINE_HEIGHT * (this.style.spacing + 0.05 * normal(random));
    }
    return strokes;
  }
}

/** The glyphs that are written for a label: one, or the letters of a word; of letters of both cases one of the two. */
export function spell(label: string, random: Random): readonly string[] {
  return pick(SPELLINGS.get(label)!, ({ share }) => share, random()).names;
}

/** The item that a random number `draw` in [0, 1) picks when items are drawn by their weights. */
function pick<T>(items: readonly T[], weight: (item: T) => number, draw: number): T {
  let left = draw * sumOf(items, weight);
  for (const item of items) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return items[items.length - 1];
}
