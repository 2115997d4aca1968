import { lookOf } from "./colours.ts";
import { type Figure, literal } from "./figure.ts";
import { axis, FONT_SIZE, nameAxis, themed } from "./theme.ts";

/** Bars of one number a name: methods, partitions, splits. */
export interface NameBarsOptions {
  /** From the top; each has the colour of that method. */
  readonly names: readonly string[];
  /** One value a name. */
  readonly values: ArrayLike<number>;
  /** What they are, with their unit. */
  readonly xTitle: string;
  /** Greatest value of the axis; default: what the data needs. */
  readonly most?: number;
  /** Digits after the point at the bars' ends; default 2. */
  readonly digits?: number;
  /** Above the chart. */
  readonly title?: string;
}

/** One number a name as bars, the number at its end. */
export function nameBars({ names, values, xTitle, most, digits = 2, title }: NameBarsOptions): Figure {
  const lengths = Array.from(values);
  const end = most ?? Math.max(...lengths);
  return themed({
    title,
    data: [{
      type: "bar",
      orientation: "h",
      x: lengths,
      y: names.map(literal),
      text: lengths.map((value) => value.toFixed(digits)),
      textposition: "outside",
      cliponaxis: false,
      marker: { color: names.map((name) => lookOf(name).colour) },
      hovertemplate: "%{y}: %{text}<extra></extra>",
    }],
    layout: {
      height: 100 + 30 * names.length,
      bargap: 0.3,
      xaxis: axis(xTitle, { range: [0, 1.12 * end] }),
      yaxis: nameAxis(undefined, { autorange: "reversed", tickfont: { size: FONT_SIZE.text } }),
    },
  });
}
