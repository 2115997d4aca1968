import { lookOf } from "./colours.ts";
import { type Figure, literal } from "./figure.ts";
import { axis, FONT_SIZE, nameAxis, shadeOf, themed } from "./theme.ts";

/** Options of `nameBars`. */
export interface NameBarsOptions {
  /** Names of the bars, from the top (methods, partitions, splits). */
  readonly names: readonly string[];
  /** One value for each name. */
  readonly values: ArrayLike<number>;
  /** Title of the axis: what the values are, with their unit. */
  readonly xTitle: string;
  /** Greatest value of the axis; default the greatest of the values. */
  readonly most?: number;
  /**
   * What colours mean: `names`, each method its own, as in all charts (the default); or `amounts`, the darker the greater,
   * up to `most`.
   */
  readonly colours?: "names" | "amounts";
  /** Digits after the decimal point of the numbers at the bars' ends; default 2. */
  readonly digits?: number;
  /** Title above the chart; default none. */
  readonly title?: string;
}

/** Horizontal bars, one for each name, with its number at the end. */
export function nameBars(
  { names, values, xTitle, most, colours = "names", digits = 2, title }: NameBarsOptions,
): Figure {
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
      marker: {
        color: colours === "amounts"
          ? lengths.map((length) => shadeOf(length / end))
          : names.map((name) => lookOf(name).colour),
      },
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
