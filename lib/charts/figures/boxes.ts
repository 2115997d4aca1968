import { OKABE_ITO } from "./colours.ts";
import { type Figure, literal, type PlotlyObject } from "./figure.ts";
import { encodePng, pngDataUrl } from "./png.ts";
import { FONT_SIZE, themed } from "./theme.ts";

/** A symbol found in an image. */
export interface LabelledBox {
  /** Its left edge, in pixels from the left of the image. */
  readonly left: number;
  /** Its upper edge, in pixels from the top. */
  readonly top: number;
  /** Its right edge: one past its last column of pixels. */
  readonly right: number;
  /** Its lower edge: one past its last row of pixels. */
  readonly bottom: number;
  /** The label it was read as. */
  readonly label: string;
  /** Confidence in the label, 0 to 1. */
  readonly confidence: number;
}

/** Options of `boxesOverImage`. */
export interface BoxesOptions {
  /** Height × width grey values, or height × width × 4 RGBA values, 0 to 255. */
  readonly pixels: Uint8Array;
  /** Width of the image in pixels. */
  readonly width: number;
  /** Height of the image in pixels. */
  readonly height: number;
  /** The symbols found in it. */
  readonly boxes: readonly LabelledBox[];
  /** Confidence below which a box is marked as doubtful; default 0.5. */
  readonly doubtBelow?: number;
  /** Title above the chart; default none. */
  readonly title?: string;
}

const SURE = OKABE_ITO.blue, DOUBTFUL = OKABE_ITO.vermilion;
/** Widest image on a page, and room above it for the labels of the uppermost boxes. */
const MOST_WIDTH = 900, LABEL_ROOM = 22;

/**
 * An image with the symbols found in it: a solid blue box around a sure one, a dashed red box with a question mark
 * around a doubtful one, so that the difference shows without colours too.
 */
export function boxesOverImage(
  { pixels, width, height, boxes, doubtBelow = 0.5, title }: BoxesOptions,
): Figure {
  const scale = Math.min(2, MOST_WIDTH / width);
  const isDoubtful = ({ confidence }: LabelledBox) => confidence < doubtBelow;
  const margin = { l: 8, r: 8, t: (title ? 40 : 8) + LABEL_ROOM, b: 8 };
  const hidden = { visible: false, fixedrange: true };
  return themed({
    title,
    data: [{
      type: "scatter",
      mode: "text",
      x: boxes.map(({ left, right }) => (left + right) / 2),
      y: boxes.map(({ top }) => top),
      text: boxes.map((box) => literal(box.label + (isDoubtful(box) ? " ?" : ""))),
      textposition: "top center",
      textfont: {
        size: FONT_SIZE.text,
        color: boxes.map((box) => isDoubtful(box) ? DOUBTFUL : SURE),
      },
      customdata: boxes.map(({ confidence }) => confidence),
      hovertemplate: "%{text}<br>confidence %{customdata:.2f}<extra></extra>",
      cliponaxis: false,
    }],
    layout: {
      width: Math.round(scale * width) + margin.l + margin.r,
      height: Math.round(scale * height) + margin.t + margin.b,
      margin,
      images: [{
        source: pngDataUrl(encodePng(pixels, width, height)),
        xref: "x",
        yref: "y",
        x: 0,
        y: 0,
        sizex: width,
        sizey: height,
        sizing: "stretch",
        layer: "below",
      }],
      shapes: [
        ...outlines(boxes.filter((box) => !isDoubtful(box)), { color: SURE, width: 1.5 }),
        ...outlines(boxes.filter(isDoubtful), { color: DOUBTFUL, width: 2, dash: "dash" }),
      ],
      xaxis: { ...hidden, range: [0, width] },
      yaxis: { ...hidden, range: [height, 0] },
    },
  });
}

/** One shape for all boxes of a kind, because Plotly takes 10 ms for each shape. */
function outlines(boxes: readonly LabelledBox[], line: PlotlyObject): PlotlyObject[] {
  if (boxes.length === 0) return [];
  const path = boxes.map(({ left, top, right, bottom }) => `M${left},${top}H${right}V${bottom}H${left}Z`)
    .join("");
  return [{ type: "path", path, line }];
}
