/**
 * An experiment: its settings, the run, checkpoints, results, and sweeps of many. What stands on it, the command line, the
 * cluster, benchmarks and the page, takes it from here.
 * @module
 */
export * from "./light.ts";
export { type ChangedSetting, changedSettings } from "./settings/changed_settings.ts";
export { repeatCommand } from "./settings/repeat_command.ts";
export { resumeCommand } from "./settings/resume_command.ts";
export { valueText } from "./settings/value_text.ts";
export { settingsPage } from "./settings/settings_page.ts";
export {
  evaluate,
  type Evaluation,
  evaluationJson,
  evaluationLines,
  type SymbolScores,
} from "./run/evaluate.ts";
export { findSavedRun, type SavedRun } from "./run/saved_run.ts";
export { type TestChoice, type TestImages, testImages } from "./run/test_images.ts";
export { type Checkpoint, type Inputs, readCheckpoint } from "./checkpoint/checkpoint.ts";
export { CheckpointError, writeCheckpointBytes, writeCheckpointFile } from "./checkpoint/checkpoint_file.ts";
export { checkpointFolder, type Found, newestCheckpoint, saveCheckpoint } from "./checkpoint/checkpoints.ts";
export { materialDigest } from "./checkpoint/material_digest.ts";
export { encodePlainData } from "./checkpoint/plain_data.ts";
export { type Ceiling, ceilingLines, findCeilings } from "./results/ceiling.ts";
export { compareRuns, type Comparison } from "./results/compare_runs.ts";
export { findEntry } from "./results/find_entry.ts";
export type { History, HistoryRound } from "./results/history_file.ts";
export { historiesOf, type KeptRun, type KeptState } from "./results/kept_run.ts";
export { listRuns, type RunsList } from "./results/list_runs.ts";
export { type MeasuredRound, type MethodFigures, methodFigures } from "./results/method_figures.ts";
export type { RunsEntry } from "./results/runs_entry.ts";
export { minuteOf, runsTable } from "./results/runs_table.ts";
export { writeComparison } from "./results/write_comparison.ts";
export { type ReportOptions, writeReport } from "./results/report/write_report.ts";
export { removeReport, startResults, writeConfig, writeHistory, writeSummary } from "./results/results.ts";
export { openLine, stoppedLines, summaryLines } from "./results/summary_lines.ts";
export { type Cell, cellsOf } from "./sweep/cells.ts";
export { type Figure, type Row, rowsOf, type ToTarget } from "./sweep/rows.ts";
export { runName, type RunStore, runStore, type StoredRun } from "./sweep/run_store.ts";
export { type Beginning, type CellResult, runSweep, type SweepObserver } from "./sweep/run_sweep.ts";
export { type SweepChart, sweepCharts } from "./sweep/sweep_charts.ts";
export { type Axis, type AxisValue, parseSweep, type Sweep } from "./sweep/sweep_file.ts";
export { sweepReport } from "./sweep/sweep_report.ts";
export { sweepCsv, sweepTable } from "./sweep/tables.ts";
export type { Detail, MethodSummary, PersonalSpread, PersonalSummary, Summary } from "./results/summary.ts";
export type { Spread } from "./results/spread.ts";
export type { ReaderScores } from "./results/reader_scores.ts";
