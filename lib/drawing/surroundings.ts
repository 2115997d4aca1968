import { heightOf, widthOf } from "./box.ts";
import { IMAGE_SIZE } from "./image_size.ts";
import { drawStrokes } from "./draw_strokes.ts";
import type { GreyImage } from "./grey_image.ts";
import { boxOfStrokes, type Stroke } from "./stroke.ts";

/** Width and height of the picture, in symbol sizes. */
const WINDOW = 4;

/** In pixels of the picture. */
const PEN_WIDTH = 1.5;

/** Brightness of the ink around a symbol, as a share of the symbol's own. */
const DIM = 0.4;

/** The longest piece of ink that is drawn, in picture sizes; the rest of a longer one is cut off. */
const LONGEST = 20;

/** A piece of ink drawn small, and where its upper left corner lies on the page, in the same pixels. */
interface Sketch extends GreyImage {
  readonly left: number;
  readonly top: number;
}

/**
 * Draws symbols with what surrounds them, so that a network sees whether a letter is large or small beside its neighbours,
 * stands on the line or hangs below it, and whether other strokes nearby belong to it.
 *
 * @typeParam Piece What a page is made of.
 */
export class Surroundings<Piece extends object> {
  readonly #strokesOf: (piece: Piece) => readonly Stroke[];
  readonly #scale: number;
  readonly #sketches = new Map<Piece, Sketch>();

  /**
   * The surroundings on one page.
   *
   * @param strokesOf The middle lines of a piece's ink, where they lie on the page.
   * @param unit Size of a symbol, in the units of the strokes: a picture is four of it wide and high.
   */
  constructor(strokesOf: (piece: Piece) => readonly Stroke[], unit: number) {
    this.#strokesOf = strokesOf;
    this.#scale = IMAGE_SIZE / (WINDOW * unit);
  }

  /**
   * Draws a symbol bright in the middle and everything else on the page dim, in lines of one and a half pixels.
   *
   * @param own The pieces of the symbol, at least one.
   * @param others All other pieces of the page; where the symbol's own are among them its ink is bright all the same.
   * @param out Receives the largest of its values and 45 × 45 grey values: every `step`-th from `offset`.
   */
  draw(own: readonly Piece[], others: readonly Piece[], out: Uint8Array, offset: number, step: number): void {
    const symbol = sketch(own.flatMap(this.#strokesOf), this.#scale);
    const cornerX = Math.round(symbol.left + (symbol.width - IMAGE_SIZE) / 2);
    const cornerY = Math.round(symbol.top + (symbol.height - IMAGE_SIZE) / 2);
    const put = (sketch: Sketch, brightness: number) => {
      const shiftX = sketch.left - cornerX, shiftY = sketch.top - cornerY;
      const fromX = Math.max(0, -shiftX), toX = Math.min(sketch.width, IMAGE_SIZE - shiftX);
      const fromY = Math.max(0, -shiftY), toY = Math.min(sketch.height, IMAGE_SIZE - shiftY);
      for (let y = fromY; y < toY; y++) {
        for (let x = fromX; x < toX; x++) {
          const value = Math.round(brightness * sketch.pixels[y * sketch.width + x]);
          const at = offset + step * ((y + shiftY) * IMAGE_SIZE + x + shiftX);
          if (value > out[at]) out[at] = value;
        }
      }
    };
    for (const piece of others) put(this.#sketchOf(piece), DIM);
    put(symbol, 1);
  }

  #sketchOf(piece: Piece): Sketch {
    const known = this.#sketches.get(piece);
    if (known) return known;
    const made = sketch(this.#strokesOf(piece), this.#scale);
    this.#sketches.set(piece, made);
    return made;
  }
}

function sketch(strokes: readonly Stroke[], scale: number): Sketch {
  const box = boxOfStrokes(strokes), margin = Math.ceil(PEN_WIDTH);
  const left = Math.floor(scale * box.left) - margin, top = Math.floor(scale * box.top) - margin;
  const side = (end: number, start: number) =>
    Math.min(LONGEST * IMAGE_SIZE, Math.ceil(scale * end) + margin - start);
  const width = side(box.left + widthOf(box), left), height = side(box.top + heightOf(box), top);
  const canvas = { pixels: new Uint8Array(width * height), width, height };
  drawStrokes(canvas, strokes, { scale, shiftX: -left, shiftY: -top, radius: PEN_WIDTH / 2 });
  return { left, top, ...canvas };
}
