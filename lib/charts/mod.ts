/**
 * Figures as pure functions from plain arrays to Plotly data, all in one style; static images; the report page.
 * @module
 */
export * from "./portable.ts";
export { type Display, follow } from "./notebook/follow.ts";
export type { Output, Place, PutOutput } from "./notebook/notebook_output.ts";
export { type Report, reportPage, type ReportSection } from "./page/report.ts";
export { DrawingError, type ImageSize, openRenderer, type Renderer, toPng, toSvg } from "./static/static.ts";
export { show, showTable } from "./notebook/show.ts";
