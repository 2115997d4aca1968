/**
 * An experiment as a user sees it: its configuration, the command line, the line of progress.
 * @module
 */
export { completeConfig, type ExperimentConfig, outputFolder, type Settings } from "./config.ts";
export { readConfigFile } from "./config_file.ts";
export { type CommandLine, parseCommandLine } from "./command_line.ts";
export { UsageError } from "./usage_error.ts";
export { type FinishedRound, type Progress, type ProgressOptions, startProgress } from "./progress.ts";
export { duration, progressLine, type RunProgress } from "./progress_line.ts";
