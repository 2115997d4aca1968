/**
 * Sweeps: combinations of settings run with several seeds, compared in tables and charts.
 * @module
 */
export { type Cell, cellsOf } from "./cells.ts";
export { type Figure, type Row, rowsOf } from "./rows.ts";
export { runName, type RunStore, runStore, type StoredRun } from "./run_store.ts";
export { type CellResult, runSweep, type SweepObserver } from "./run_sweep.ts";
export { type Axis, type AxisValue, parseSweep, type Sweep } from "./sweep_file.ts";
export { type SweepChart, sweepCharts } from "./sweep_charts.ts";
export { sweepReport } from "./sweep_report.ts";
export { sweepCsv, sweepTable } from "./tables.ts";
