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
  readonly #alone = new Map<PlacedInk, Uint8Array>();
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
      const at = i * IMAGE_BYTES * channels, image = this.#imageOf(own);
      for (let pixel = 0; pixel < IMAGE_BYTES; pixel++) images[at + channels * pixel] = image[pixel];
      if (channels > 1) this.#surroundings.draw(own, others, images, at + 1, channels);
    });
    return images;
  }

  /** A symbol by itself; a part alone is asked for again and again. */
  #imageOf(own: readonly PlacedInk[]): Uint8Array {
    const known = own.length === 1 && this.#alone.get(own[0]);
    if (known) return known;
    const image = new Uint8Array(IMAGE_BYTES);
    symbolImage(inkOfGroup(own, boxAround(own.map(({ box }) => box))), image);
    if (own.length === 1) this.#alone.set(own[0], image);
    return image;
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
