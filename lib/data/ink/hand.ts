import { normal } from "../../random/normal.ts";
import { type Random, stream } from "../../random/stream.ts";
import type { Stroke } from "../raster.ts";
import { boxOf, type Glyph, type GlyphStroke } from "./glyph.ts";
import { GLYPHS } from "./glyphs.ts";
import { deform } from "./deform.ts";
import { SPELLINGS } from "./spellings.ts";
import { trace } from "./trace.ts";
import { type WriterStyle, writerStyle } from "./writer_style.ts";

/** Deviation of a writer's own shapes from the common ones, as a share of the glyph's size. */
const OWN_SHAPE = 0.055;

/** One writer: their style, and for each glyph the shape they have made their own. */
export class Hand {
  /** What is theirs in all they write. */
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

  /** The strokes of a label as this writer puts it down this time. */
  write(label: string, random: Random): Stroke[] {
    const names = pick(SPELLINGS.get(label)!, ({ share }) => share, random()).names;
    const letters = names.map((name) => this.#once(this.#shape(name, random), random));
    const word = letters.length === 1 ? letters[0] : this.#spell(letters, random);
    return deform(trace(word, this.style, random), this.style, random);
  }

  /** The glyph in the variant this writer is used to, or now and then another. */
  #shape(name: string, random: Random): Glyph {
    const variants = GLYPHS.get(name)!;
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

  #once(shape: Glyph, random: Random): Glyph {
    return jittered(shape, this.style.wobble, random);
  }

  /** Letters side by side. */
  #spell(letters: readonly Glyph[], random: Random): Glyph {
    const strokes: GlyphStroke[] = [];
    let x = 0;
    for (const letter of letters) {
      const { left, width } = boxOf(letter);
      const dx = x - left, dy = 0.6 * normal(random);
      for (const { points, corners } of letter) {
        strokes.push({ points: points.map((value, i) => value + (i % 2 ? dy : dx)), corners });
      }
      x += width + 20 * (this.style.spacing + 0.05 * normal(random));
    }
    return strokes;
  }
}

/** Moves every point by a normal deviate, in a narrow glyph less sideways, and less where points lie close together. */
function jittered(glyph: Glyph, deviation: number, random: Random): Glyph {
  const { width, height } = boxOf(glyph);
  const size = Math.max(width, height);
  const across = deviation * (0.4 * size + 0.6 * width), down = deviation * (0.4 * size + 0.6 * height);
  return glyph.map(({ points, corners }) => ({
    points: points.map((value, i) =>
      value + crowding(points, i >> 1, size) * (i % 2 ? down : across) * normal(random)
    ),
    corners,
  }));
}

/** 1 where a point has room, towards 0 where its neighbours are near. */
function crowding(points: readonly number[], i: number, size: number): number {
  const distance = (j: number) =>
    Math.hypot(points[2 * j] - points[2 * i], points[2 * j + 1] - points[2 * i + 1]);
  const before = i > 0 ? distance(i - 1) : Infinity,
    after = 2 * i + 2 < points.length ? distance(i + 1) : Infinity;
  return Math.min(1, Math.min(before, after) / (0.3 * size));
}

function pick<T>(items: readonly T[], weight: (item: T) => number, draw: number): T {
  let left = draw * items.reduce((sum, item) => sum + weight(item), 0);
  for (const item of items) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return items[items.length - 1];
}
