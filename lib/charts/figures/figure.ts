import { visibleLines } from "../visible.ts";

/** Any value that JSON can hold: Plotly figures are made of them. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** A Plotly object: attribute names with their values, see https://plotly.com/javascript/reference/. */
export interface PlotlyObject {
  /** Any attribute. */
  readonly [attribute: string]: Plain;
}

/** A figure as plain data, for `Plotly.newPlot(element, data, layout)`, a notebook or an image. */
export interface Figure {
  /** The traces, drawn in this order. */
  readonly data: readonly PlotlyObject[];
  /** Axes, legend, title, size in CSS pixels. */
  readonly layout: PlotlyObject;
}

/** Escapes a text for Plotly, which interprets some HTML in its texts: it is shown as it is. */
export function literal(text: string): string {
  return visibleLines(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
