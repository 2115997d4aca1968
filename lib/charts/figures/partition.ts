import { type Figure, literal, type PlotlyObject } from "./figure.ts";
import { GUIDES, logColour } from "./heat_map.ts";
import { axis, BLUES, FONT_SIZE, levelLine, nameAxis, themed } from "./theme.ts";
import { mean } from "../../numbers/mod.ts";

/** Who holds what. */
export interface PartitionOptions {
  /** Images of each label at each client: clients × classes. */
  readonly counts: readonly ArrayLike<number>[];
  /** Class names, in the order of the columns. */
  readonly classes: readonly string[];
  /** Client names, in the order of the rows; default 0, 1, 2, … */
  readonly clients?: readonly string[];
  /** Above the chart. */
  readonly title?: string;
}

/** How many images of each label (across) each client (down) holds, as colours: white is none. */
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
 * Each client's images as a bar stacked of its labels, in the order of the classes. Colours only show where one
 * label ends and the next begins; the names are in the hover text.
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

/** Bars of one number a client. */
export interface ClientBarsOptions {
  /** One value a client: images, a distance, … */
  readonly values: ArrayLike<number>;
  /** What they are, with their unit. */
  readonly yTitle: string;
  /** Client names; default 0, 1, 2, … */
  readonly clients?: readonly string[];
  /** What the bars stand for; default "Client". */
  readonly xTitle?: string;
  /** Above the chart. */
  readonly title?: string;
}

/** One number a client, such as its images or how far its labels are from everyone's, and their mean as a line. */
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

/** Hues once round the circle, every other one darker. */
function stackColour(index: number, count: number): string {
  return `hsl(${Math.round(360 * index / count)},55%,${index % 2 ? 42 : 66}%)`;
}

/** Many labels are written smaller, so that all have room on a wide page. */
function labelSize(count: number): number {
  return count > 40 ? 8 : FONT_SIZE.small;
}
