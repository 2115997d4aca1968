import { type Figure, literal, type PlotlyObject } from "./figure.ts";

/** The fonts of all charts: static images are measured with the first; the second has the same widths. */
export const FONT_FAMILY = "DejaVu Sans, Verdana, Arial, sans-serif";

/** Font sizes in CSS pixels. */
export const FONT_SIZE = { title: 15, text: 12, small: 10 } as const;

const INK = "#222222";
const GRID = "#E4E4E4";
const FRAME = "#8A8A8A";

/** From pale blue (little) to dark blue (much); lightness falls evenly, so it also prints well in grey. */
export const BLUES: readonly (readonly [number, string])[] = [
  [0, "#E6EFF8"],
  [0.25, "#BAD4EA"],
  [0.5, "#6CA9D3"],
  [0.75, "#2272B4"],
  [1, "#08306B"],
];

/** The colour of an amount: from pale blue at 0 to dark blue at 1, between them as the charts of cells mix `BLUES`. */
export function shadeOf(share: number): string {
  const next = Math.max(1, BLUES.findIndex(([at]) => at >= share));
  const [[low, from], [high, to]] = [BLUES[next - 1], BLUES[next]];
  const part = (colour: string, at: number) => parseInt(colour.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) =>
    Math.round(part(from, at) + (part(to, at) - part(from, at)) * (share - low) / (high - low))
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`.toUpperCase();
}

/** From pale red (little) to dark red (much), for errors; lightness falls evenly. */
export const REDS: readonly (readonly [number, string])[] = [
  [0, "#FEE6D6"],
  [0.25, "#FDC7A1"],
  [0.5, "#F58549"],
  [0.75, "#C9440E"],
  [1, "#6B1A00"],
];

/** The look that all axes share; text after a line break in the title is set smaller. */
function frame(title: string | undefined): PlotlyObject {
  const [first, ...notes] = (title ?? "").split("\n").map(literal);
  const small = notes.map((note) => `<br><span style="font-size:${FONT_SIZE.small}px">${note}</span>`);
  return {
    ...(title && { title: { text: first + small.join(""), standoff: 8 } }),
    automargin: true,
    linecolor: FRAME,
    showline: true,
    ticks: "outside",
    tickcolor: FRAME,
    ticklen: 4,
    zeroline: false,
  };
}

/** An axis of numbers, in the look of all charts; text after a line break in the title is set smaller. */
export function axis(title: string, more: PlotlyObject = {}): PlotlyObject {
  return { ...frame(title), gridcolor: GRID, ...more };
}

/** An axis of names (clients, classes), in the order given; Plotly leaves out labels that do not fit. */
export function nameAxis(title: string | undefined, more: PlotlyObject = {}): PlotlyObject {
  return {
    ...frame(title),
    type: "category",
    showgrid: false,
    tickfont: { size: FONT_SIZE.small },
    ...more,
  };
}

/** A thin line across the whole plot at a value of the vertical axis, named in the legend. */
export function levelLine(name: string, value: number, dash: string, color = "#777777"): PlotlyObject {
  return {
    type: "line",
    xref: "paper",
    x0: 0,
    x1: 1,
    y0: value,
    y1: value,
    line: { color, width: 1, dash },
    showlegend: true,
    name: literal(name),
  };
}

/** The parts that `themed` makes a figure of. */
interface Plot {
  readonly title?: string;
  /** Whether there is a legend, below the plot. */
  readonly legend?: boolean;
  readonly data: readonly PlotlyObject[];
  readonly layout: PlotlyObject;
}

/** A figure in the look of all charts. */
export function themed({ title, legend = false, data, layout }: Plot): Figure {
  return {
    data,
    layout: {
      font: { family: FONT_FAMILY, size: FONT_SIZE.text, color: INK },
      paper_bgcolor: "#FFFFFF",
      plot_bgcolor: "#FFFFFF",
      ...(title && { title: titleBar(title) }),
      margin: { l: 8, r: 16, t: 16, b: 8 },
      hoverlabel: { font: { family: FONT_FAMILY, size: FONT_SIZE.text } },
      showlegend: legend,
      ...(legend && { legend: LEGEND }),
      ...layout,
    },
  };
}

const LEGEND: PlotlyObject = {
  orientation: "h",
  x: 0,
  xref: "paper",
  xanchor: "left",
  y: 0,
  yref: "container",
  yanchor: "bottom",
};

function titleBar(title: string): PlotlyObject {
  return {
    text: literal(title),
    font: { size: FONT_SIZE.title },
    x: 0,
    xref: "paper",
    xanchor: "left",
    y: 1,
    yref: "container",
    yanchor: "top",
    pad: { t: 8, b: 8 },
    automargin: true,
  };
}
