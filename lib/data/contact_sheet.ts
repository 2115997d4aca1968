import { type Dataset, picture } from "./dataset.ts";
import { drawSegment, type GreyImage, IMAGE_SIZE } from "../drawing/mod.ts";

/** Most images shown of one label. */
const IMAGES_PER_LABEL = 10;

/** Columns of labels on the sheet. */
const COLUMNS = 3;

/** Width of the space for a label's name and count; all lengths in this file are in pixels. */
const NAME_WIDTH = 110;
const GAP = 6;
const CELL = IMAGE_SIZE + GAP;
const COLUMN_WIDTH = NAME_WIDTH + IMAGES_PER_LABEL * CELL + 2 * GAP;
const TEXT_HEIGHT = 13;
const TEXT_RADIUS = 0.6;

/**
 * A contact sheet: for each label with images its name, their number, and up to ten of them, evenly spaced in the order
 * of the data set, as dark ink on white. Text is drawn with Hershey's strokes, so no font is needed.
 *
 * @param indices Indices of the images shown; default all.
 * @returns The bytes of a grey PNG.
 */
export async function contactSheet(dataset: Dataset, indices?: ArrayLike<number>): Promise<Uint8Array> {
  const [{ encode }, { hfmath }] = await Promise.all([import("fast-png"), import("hfmath")]);
  const { classes, labels } = dataset;
  const imagesOf = classes.map((name) => ({ name, images: [] as number[] }));
  for (const i of indices ? Array.from(indices) : labels.keys()) imagesOf[labels[i]].images.push(i);
  const shownLabels = imagesOf.filter(({ images }) => images.length > 0);

  const rows = Math.ceil(shownLabels.length / COLUMNS);
  const width = COLUMNS * COLUMN_WIDTH + GAP, height = rows * CELL + GAP;
  const canvas: GreyImage = { pixels: new Uint8Array(width * height), width, height };
  shownLabels.forEach(({ name, images }, place) => {
    const left = GAP + Math.floor(place / rows) * COLUMN_WIDTH, top = GAP + place % rows * CELL;
    drawText(hfmath, canvas, name, left, top + 4);
    drawText(hfmath, canvas, `${images.length}`, left, top + 26);
    const shown = Math.min(IMAGES_PER_LABEL, images.length);
    for (let k = 0; k < shown; k++) {
      const index = images[Math.floor(k * images.length / shown)];
      paste(canvas, picture(dataset, index), left + NAME_WIDTH + k * CELL, top);
    }
  });
  const onWhite = canvas.pixels.map((value) => 255 - value);
  return encode({ width, height, data: onWhite, channels: 1, depth: 8 });
}

function paste({ pixels, width }: GreyImage, ink: Uint8Array, left: number, top: number): void {
  for (let y = 0; y < IMAGE_SIZE; y++) {
    pixels.set(ink.subarray(y * IMAGE_SIZE, (y + 1) * IMAGE_SIZE), (top + y) * width + left);
  }
}

type Hershey = typeof import("hfmath").hfmath;

/** Draws one line of text in the space for names, compressed if it is too long. */
function drawText(hershey: Hershey, canvas: GreyImage, text: string, left: number, top: number): void {
  const drawable = text.replaceAll("_", " ").replace(/[^\w !()+,.=[\]{}<>|/-]/g, "?").replace(
    /[{}]/g,
    "\\$&",
  );
  const lines = new hershey(`\\text{${drawable}}`).polylines({ MARGIN_X: 0, MARGIN_Y: 0 });
  const scale = TEXT_HEIGHT / 32;
  const textWidth = scale * lines.flat().reduce((most, [x]) => Math.max(most, x), 0);
  const narrow = Math.min(1, (NAME_WIDTH - GAP) / textWidth);
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const [[x0, y0], [x1, y1]] = [line[i - 1], line[i]];
      const x = (value: number) => left + narrow * scale * value, y = (value: number) => top + scale * value;
      drawSegment(canvas, x(x0), y(y0), x(x1), y(y1), TEXT_RADIUS);
    }
  }
}
