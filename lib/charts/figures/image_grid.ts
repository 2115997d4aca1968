import { type Figure, literal } from "./figure.ts";
import { inkDataUrl } from "./png.ts";
import { textWidth } from "./text_width.ts";
import { FONT_SIZE, themed } from "./theme.ts";

/** One row of a grid: a caption and images. */
export interface ImageRow {
  /** Text at the left of the row, such as a class name. */
  readonly caption: string;
  /** Size × size grey values for each image, 0 to 255, bright ink on black. */
  readonly images: readonly Uint8Array[];
  /** Texts below the images. */
  readonly captions?: readonly string[];
}

/** Rows of small images, such as the worst classes and what they were taken for. */
export interface ImageGrid {
  /** The rows, from the top. */
  readonly rows: readonly ImageRow[];
  /** Width and height of every image, in pixels. */
  readonly size: number;
}

/** Space between images, and height of a caption below one, in pixels of the images. */
const GAP = 5, CAPTION = 14;
/** CSS pixels on the page for each pixel of the images. */
const SCALE = 1.25;

/** The images of a grid, dark on white, with the captions of rows and images. The size of the figure is fixed. */
export function imageGrid({ rows, size, title }: ImageGrid & { readonly title?: string }): Figure {
  const columns = Math.max(...rows.map(({ images }) => images.length));
  const pitch = size + GAP;
  const rowPitch = pitch + (rows.some(({ captions }) => captions) ? CAPTION : 0);
  const width = columns * pitch, height = rows.length * rowPitch;
  const mosaic = new Uint8Array(width * height);
  rows.forEach(({ images }, row) =>
    images.forEach((image, column) => {
      for (let y = 0; y < size; y++) {
        const at = (row * rowPitch + y) * width + column * pitch;
        mosaic.set(image.subarray(y * size, (y + 1) * size), at);
      }
    })
  );
  const texts = rows.flatMap(({ captions = [] }, row) =>
    captions.map((text, column) => ({
      x: column * pitch + size / 2,
      y: height - row * rowPitch - size,
      text: literal(text),
    }))
  );
  const left = GAP + Math.max(...rows.map(({ caption }) => textWidth(caption, FONT_SIZE.text)));
  const top = title ? 40 : GAP;
  const hidden = { showgrid: false, zeroline: false, showline: false, fixedrange: true };
  return themed({
    title,
    data: [{
      type: "scatter",
      mode: "text",
      x: texts.map(({ x }) => x),
      y: texts.map(({ y }) => y),
      text: texts.map(({ text }) => text),
      textposition: "bottom center",
      textfont: { size: FONT_SIZE.small },
      hoverinfo: "skip",
      cliponaxis: false,
    }],
    layout: {
      width: Math.ceil(left + SCALE * width + GAP),
      height: Math.ceil(top + SCALE * height + GAP),
      margin: { l: left, r: GAP, t: top, b: GAP },
      images: [{
        source: inkDataUrl(mosaic, width, height),
        xref: "x",
        yref: "y",
        x: 0,
        y: height,
        sizex: width,
        sizey: height,
        sizing: "stretch",
        layer: "below",
      }],
      xaxis: { ...hidden, range: [0, width], showticklabels: false },
      yaxis: {
        ...hidden,
        range: [0, height],
        tickvals: rows.map((_, row) => height - row * rowPitch - size / 2),
        ticktext: rows.map(({ caption }) => literal(caption)),
      },
    },
  });
}
