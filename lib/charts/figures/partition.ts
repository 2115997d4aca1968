import { type Figure, literal, type PlotlyObject } from "./figure.ts";
import { GUIDES, logColour } from "./heat_map.ts";
import { axis, BLUES, FONT_SIZE, levelLine, nameAxis, themed } from "./theme.ts";
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
 * Each client's images as a bar of stacked labels, in the order of the classes. Colours only show where one label ends
 * and the next begins; the names are in the hover text.
 */
export function partitionBars({ counts, classes, clients, title }: PartitionOptions): Figure {
  const names = clientNames(counts, clients);
  return themed({
    title,
    legend: classes.length <= 12,
    data: classes.map((name, label): PlotlyObject => ({
      type: "bar",
      x: names,
      y: counts.map((row) => row[label]),
      name: literal(name),
      marker: { color: stackColour(label, classes.length), line: { width: 0 } },
      hovertemplate: "client %{x}<br>label %{fullData.name}<br>%{y} images<extra></extra>",
    })),
    layout: {
      height: 380,
      barmode: "stack",
      bargap: 0.15,
      xaxis: nameAxis("Client", { autotickangles: [0, -90] }),
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
  /** Client names; default 0, 1, 2, … */
  readonly clients?: readonly string[];
  /** Title of the horizontal axis; default "Client". */
  readonly xTitle?: string;
  /** Title above the chart; default none. */
  readonly title?: string;
}

/** Vertical bars, one for each client (its images, the distance of its labels from all), and their mean as a line. */
export function clientBars({ values, yTitle, clients, xTitle = "Client", title }: ClientBarsOptions): Figure {
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
      marker: { color: BLUES[3][1] },
      hovertemplate: `${xTitle} %{x}<br>%{y:.4~r}<extra></extra>`,
    }],
    layout: {
      height: 320,
      shapes: [levelLine(`mean ${Number(middle.toPrecision(4))}`, middle, "dash", "#000000")],
      xaxis: nameAxis(xTitle, { autotickangles: [0, -90], tickfont: { size: labelSize(names.length) } }),
      yaxis: axis(yTitle, { rangemode: "tozero" }),
    },
  });
}

function clientNames(rows: readonly unknown[], names?: readonly string[]): string[] {
  return rows.map((_, client) => literal(names?.[client] ?? `${client}`));
}

/** Colours go once round the hue circle, every second one darker. */
function stackColour(index: number, count: number): string {
  return `hsl(${Math.round(360 * index / count)},55%,${index % 2 ? 42 : 66}%)`;
}

/** Font size of the labels: many are set smaller, so that all fit on a wide page. */
function labelSize(count: number): number {
  return count > 40 ? 8 : FONT_SIZE.small;
}
