import { encodePng, pngDataUrl } from "../figures/png.ts";

/** The part of a canvas that Plotly's heat maps use: a pixel or a rectangle for each cell, and the result as a PNG. */
export class CellCanvas {
  /** Colour of the next rectangle, `rgba(r,g,b,a)`. */
  fillStyle = "rgba(0,0,0,1)";
  readonly #width: number;
  readonly #height: number;
  readonly #pixels: Uint8Array;

  /** A transparent canvas of this size in pixels. */
  constructor(width: number, height: number) {
    this.#width = width, this.#height = height;
    this.#pixels = new Uint8Array(4 * width * height);
  }

  /** A transparent image, separate from the canvas. */
  createImageData(width: number, height: number): { data: Uint8Array } {
    return { data: new Uint8Array(4 * width * height) };
  }

  /** Replaces all pixels by those of an image of the canvas's size. */
  putImageData({ data }: { data: Uint8Array }): void {
    this.#pixels.set(data);
  }

  /** Fills a rectangle within the canvas. */
  fillRect(left: number, top: number, width: number, height: number): void {
    const [red, green, blue, alpha] = this.fillStyle.match(/[\d.]+/g)!.map(Number);
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++) {
        this.#pixels.set([red, green, blue, 255 * alpha], 4 * (y * this.#width + x));
      }
    }
  }

  /** The canvas as the data URL of a PNG. */
  toDataURL(): string {
    return pngDataUrl(encodePng(this.#pixels, this.#width, this.#height));
  }
}
