import { type Figure, literal, type PlotlyObject } from "./figure.ts";
import { GUIDES, logColour, logScale } from "./heat_map.ts";
import { axis, BLUES, FONT_SIZE, levelLine, nameAxis, shadeOf, themed } from "./theme.ts";
import { mean } from "../../numbers/mod.ts";

/** Options of `partitionHeatMap` and `partitionBars`. */
export interface PartitionOptions {
  /** Images of each label at each client: clients × classes. */
  readonly counts: readonly ArrayLike<number>[];
  /** Class names, in the order of the columns. */
  readonly classes: readonly string[];
  /** Client names, in the order of the rows; default 0, 1, 2, … */
  readonly clients?: readonly string[];
  /** Title above the chart; default none. */
  readonly title?: string;
}

/** The number of images of each label (columns) that each client (rows) holds, as colours; white is none. */
export function partitionHeatMap({ counts, classes, clients, title }: PartitionOptions): Figure {
  const rowHeight = counts.length > 40 ? 8 : 22;
  return themed({
    title,
    data: [{
      type: "heatmap",
      x: classes.map(literal),
      y: clientNames(counts, clients),
      ...logColour(counts, "Images"),
      colorscale: BLUES,
      hovertemplate: "client %{y}<br>label %{x}<br>%{customdata} images<extra></extra>",
    }],
    layout: {
      height: Math.max(260, 120 + rowHeight * counts.length),
      xaxis: nameAxis("Label", { ...GUIDES, tickangle: -90, tickfont: { size: labelSize(classes.length) } }),
      yaxis: nameAxis("Client", { ...GUIDES, autorange: "reversed" }),
    },
  });
}

/**
 * Each client's images as a bar of blocks, one for each label that it holds, its most frequent at the bottom. A block has the
 * colour that its number of images has in `partitionHeatMap`; the labels are in the hover text.
 */
export function partitionBars({ counts, classes, clients, title }: PartitionOptions): Figure {
  const names = clientNames(counts, clients);
  const { most } = logScale(counts, "Images");
  const ranked = counts.map((row) =>
    [...classes.keys()].filter((label) => row[label] > 0).sort((a, b) => row[b] - row[a])
  );
  const blocks = Math.max(...ranked.map(({ length }) => length));
  return themed({
    title,
    data: Array.from({ length: blocks }, (_, rank): PlotlyObject => {
      const has = [...names.keys()].filter((client) => rank < ranked[client].length);
      const images = has.map((client) => counts[client][ranked[client][rank]]);
      return {
        type: "bar",
        x: has.map((client) => names[client]),
        y: images,
        customdata: has.map((client) => literal(classes[ranked[client][rank]])),
        marker: {
          color: images.map((count) => shadeOf(Math.log10(count) / most)),
          line: { color: "#FFFFFF", width: 0.5 },
        },
        hovertemplate: "client %{x}<br>label %{customdata}<br>%{y} images<extra></extra>",
      };
    }),
    layout: {
      height: 380,
      barmode: "stack",
      bargap: 0.15,
      xaxis: nameAxis("Client", {
        autotickangles: [0, -90],
        categoryorder: "array",
        categoryarray: names,
      }),
      yaxis: axis("Images"),
    },
  });
}

/** Options of `clientBars`. */
export interface ClientBarsOptions {
  /** One value for each client: images, a distance, … */
  readonly values: ArrayLike<number>;
  /** Title of the vertical axis: what the values are, with their unit. */
  readonly yTitle: string;
  /**
   * Greatest value there may be, at which the axis ends: then the bars are the darker the greater they are, up to it.
   * Default: the axis ends above the greatest, and all bars have one colour.
   */
  readonly most?: number;
  /** Client names; default 0, 1, 2, … */
  readonly clients?: readonly string[];
  /** Title of the horizontal axis; default "Client". */
  readonly xTitle?: string;
  /** Title above the chart; default none. */
  readonly title?: string;
}

/** Vertical bars, one for each client (its images, the distance of its labels from all), and their mean as a line. */
export function clientBars(
  { values, yTitle, most, clients, xTitle = "Client", title }: ClientBarsOptions,
): Figure {
  const heights = Array.from(values);
  const names = clientNames(heights, clients);
  const middle = mean(heights);
  return themed({
    title,
    legend: true,
    data: [{
      type: "bar",
      showlegend: false,
      x: names,
      y: heights,
      marker: { color: most === undefined ? BLUES[3][1] : heights.map((height) => shadeOf(height / most)) },
      hovertemplate: `${xTitle} %{x}<br>%{y:.4~r}<extra></extra>`,
    }],
    layout: {
      height: 320,
      shapes: [levelLine(`mean ${Number(middle.toPrecision(4))}`, middle, "dash", "#000000")],
      xaxis: nameAxis(xTitle, { autotickangles: [0, -90], tickfont: { size: labelSize(names.length) } }),
      yaxis: axis(yTitle, most === undefined ? { rangemode: "tozero" } : { range: [0, most] }),
    },
  });
}

function clientNames(rows: readonly unknown[], names?: readonly string[]): string[] {
  return rows.map((_, client) => literal(names?.[client] ?? `${client}`));
}

/** Font size of the labels: many are set smaller, so that all fit on a wide page. */
function labelSize(count: number): number {
  return count > 40 ? 8 : FONT_SIZE.small;
}
