/**
 * An experiment as a user sees it: its configuration, the command line, the line of progress.
 * @module
 */
export { completeConfig } from "./settings/complete_config.ts";
export { type ExperimentConfig, outputFolder, type Settings } from "./settings/config.ts";
export { readConfigFile } from "./settings/config_file.ts";
