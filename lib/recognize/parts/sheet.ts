import {
  boxAround,
  IMAGE_BYTES,
  linesOf,
  type PlacedInk,
  type Stroke,
  Surroundings,
  symbolImage,
} from "../../drawing/mod.ts";
import { inkOfGroup } from "./ink_of_group.ts";

/** What may be a symbol, and what else is in the picture. */
export interface InkInPlace {
  /** Its parts, at least one. */
  readonly own: readonly PlacedInk[];
  /** All other parts; its own may be among them. */
  readonly others: readonly PlacedInk[];
}

/** A picture as a classifier sees its symbols: each alone, brought to one size and pen, and amid what surrounds it. */
export class Sheet {
  readonly #lines = new Map<PlacedInk, readonly Stroke[]>();
  readonly #surroundings: Surroundings<PlacedInk>;

  /**
   * A picture with symbols of a size.
   *
   * @param unit Size of a symbol, in pixels.
   */
  constructor(unit: number) {
    this.#surroundings = new Surroundings((part) => this.#linesOf(part), unit);
  }

  /**
   * The images of symbols, one after the other.
   *
   * @param channels 1: as `symbolImage` draws them; 2: with their `Surroundings`.
   */
  draw(symbols: readonly InkInPlace[], channels: number): Uint8Array {
    const images = new Uint8Array(symbols.length * IMAGE_BYTES * channels);
    symbols.forEach(({ own, others }, i) => {
      const at = i * IMAGE_BYTES * channels;
      symbolImage(inkOfGroup(own, boxAround(own.map(({ box }) => box))), images, at, channels);
      if (channels > 1) this.#surroundings.draw(own, others, images, at + 1, channels);
    });
    return images;
  }

  #linesOf(part: PlacedInk): readonly Stroke[] {
    const known = this.#lines.get(part);
    if (known) return known;
    const { left, top } = part.box;
    const lines = linesOf(part.ink).map((line) => line.map((value, i) => value + (i % 2 ? top : left)));
    this.#lines.set(part, lines);
    return lines;
  }
}
