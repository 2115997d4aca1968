import { OKABE_ITO } from "../../lib/charts/figures/colours.ts";
import { type Html, join, markup } from "../../lib/charts/html.ts";
import { textWidth } from "../../lib/charts/figures/text_width.ts";
import { type Box, middleX } from "../../lib/drawing/mod.ts";

/** A symbol found in a picture. */
export interface FoundSymbol {
  /** Where it is, in pixels of the picture. */
  readonly box: Box;
  /** What it was read as. */
  readonly label: string;
  /** Whether it may be something else. */
  readonly isDoubtful: boolean;
}

/** Where a picture is in its drawing. */
export interface Frame {
  /** Width of the drawing in pixels. */
  readonly width: number;
  /** Height of the drawing in pixels. */
  readonly height: number;
  /** Distance of the picture from the left edge of the drawing, in pixels. */
  readonly left: number;
  /** Distance of the picture from the upper edge, in pixels. */
  readonly top: number;
  /** Pixels of the drawing for each pixel of the picture. */
  readonly scale: number;
}

/** Size of the labels, their distance from the box below, and from the edges of the drawing, in pixels. */
const FONT_SIZE = 24, GAP = 10, EDGE = 4;

/** Distance of a box's line from the symbol, so that it does not cover what it is about, in pixels. */
const PADDING = 4;

/** A doubtful symbol has a dashed box and a question mark, so that the difference shows without colours too. */
const SURE = { colour: OKABE_ITO.blue, lineWidth: 3, dashes: "none", mark: "" };
const DOUBTFUL = { colour: OKABE_ITO.vermilion, lineWidth: 4, dashes: "14 8", mark: " ?" };

/** An SVG document of a box and a label on each symbol, each with a white rim and else nothing behind it. */
export function overlay(symbols: readonly FoundSymbol[], frame: Frame): string {
  const boxes = join(symbols.map((symbol) => boxOf(symbol, frame)));
  // Over all boxes, so that no line goes through one.
  const labels = join(symbols.map((symbol) => labelOf(symbol, frame)));
  const letters = markup`font-family="DejaVu Sans" font-size="${FONT_SIZE}" text-anchor="middle"`;
  const rim = markup`stroke="#FFFFFF" stroke-width="5" stroke-linejoin="round" paint-order="stroke"`;
  const size = markup`width="${frame.width}" height="${frame.height}"`;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" ${size}><g fill="none">${boxes}</g><g ${letters} ${rim}>${labels}</g></svg>`
    .text;
}

function boxOf({ box, isDoubtful }: FoundSymbol, { left, top, scale }: Frame): Html {
  const { colour, lineWidth, dashes } = isDoubtful ? DOUBTFUL : SURE;
  const side = (from: number, to: number) => rounded(scale * (to - from) + 2 * PADDING);
  const x = rounded(left + scale * box.left - PADDING), y = rounded(top + scale * box.top - PADDING);
  const place = markup`x="${x}" y="${y}" width="${side(box.left, box.right)}" height="${
    side(box.top, box.bottom)
  }"`;
  const rim = markup`<rect ${place} stroke="#FFFFFF" stroke-width="${lineWidth + 2}"/>`;
  return markup`${rim}<rect ${place} stroke="${colour}" stroke-width="${lineWidth}" stroke-dasharray="${dashes}"/>`;
}

/** A label stands over the middle of its box, as far as the edges of the drawing let it. */
function labelOf({ box, label, isDoubtful }: FoundSymbol, { width, left, top, scale }: Frame): Html {
  const { colour, mark } = isDoubtful ? DOUBTFUL : SURE;
  const text = label + mark, half = textWidth(text, FONT_SIZE) / 2 + EDGE;
  const x = rounded(Math.max(half, Math.min(width - half, left + scale * middleX(box))));
  const y = rounded(Math.max(FONT_SIZE, top + scale * box.top - GAP));
  return markup`<text x="${x}" y="${y}" fill="${colour}">${text}</text>`;
}

function rounded(pixels: number): number {
  return Math.round(100 * pixels) / 100;
}
