import type { PlotlyObject } from "./figure.ts";

/**
 * How charts behave on a page: they follow its width, and nothing in them leads to a server. Without this, plotly
 * has a button that sends the chart's data to its maker's cloud.
 */
export const CHART_CONFIG: PlotlyObject = {
  responsive: true,
  displaylogo: false,
  plotlyServerURL: "",
  modeBarButtonsToRemove: ["sendChartToCloud", "select2d", "lasso2d", "autoScale2d"],
};
