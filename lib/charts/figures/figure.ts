import { visibleLines } from "../visible.ts";

/** Any value that survives JSON: what Plotly figures are made of. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** A Plotly object, by its attribute names: see https://plotly.com/javascript/reference/. */
export interface PlotlyObject {
  /** Any attribute. */
  readonly [attribute: string]: Plain;
}

/** A figure as plain data: what `Plotly.newPlot(element, data, layout)` takes, and what is shown in a notebook. */
export interface Figure {
  /** The traces, drawn in this order. */
  readonly data: readonly PlotlyObject[];
  /** Axes, legend, title, size in CSS pixels. */
  readonly layout: PlotlyObject;
}

/** Plotly reads its texts as a small HTML; this shows `text` itself, whatever characters it has. */
export function literal(text: string): string {
  return visibleLines(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
