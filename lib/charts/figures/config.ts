import type { PlotlyObject } from "./figure.ts";

/**
 * Plotly's configuration for charts on a page: they follow its width, and nothing in them contacts a server. Without
 * this, Plotly shows a button that sends the chart's data to its makers' cloud.
 */
export const CHART_CONFIG: PlotlyObject = {
  responsive: true,
  displaylogo: false,
  plotlyServerURL: "",
  modeBarButtonsToRemove: ["sendChartToCloud", "select2d", "lasso2d", "autoScale2d"],
};
