/**
 * The part of the experiment room that a run needs up to its first step: settings, images, the run itself. What writes and
 * reads results is loaded while the first round is trained.
 * @module
 */
export { checkSettings, THE_EXPERIMENT } from "./settings/check_settings.ts";
export { checkedConfig, checkEffects } from "./settings/checked_config.ts";
export { completeConfig, meantSettings } from "./settings/complete_config.ts";
export {
  drawnEach,
  type ExperimentConfig,
  isInk,
  type MaterialSettings,
  outputFolder,
  type Settings,
} from "./settings/config.ts";
export {
  MOST_SETTINGS_BYTES,
  readConfigFile,
  readJsonObject,
  readOwnConfig,
  readSettingsText,
} from "./settings/config_file.ts";
export { EXPERIMENTS } from "./settings/experiments.ts";
export { type Flag, flagsOf, type SettingText } from "./settings/flags.ts";
export { strategyDigests, trustNotes } from "./settings/load_strategy.ts";
export { networkOf } from "./settings/network_of.ts";
export { optimizerOf } from "./settings/optimizer.ts";
export { withUserPaths } from "./settings/setting_paths.ts";
export { arrange, type Arrangement } from "./run/arrange.ts";
export { deal, type Dealt, type RunClients } from "./run/deal.ts";
export { checkLonger } from "./run/lengthen.ts";
export { loadMaterial, type Material } from "./run/material.ts";
export { describeMaterial, describeRun } from "./run/describe_run.ts";
export {
  type Method,
  type Observer,
  type Progressed,
  type RoundRecord,
  type Run,
  runExperiment,
} from "./run/run.ts";
export { checkStart, type StartEpoch, startingParameters } from "./run/start.ts";
export { startPool } from "./run/start_pool.ts";
export { claimFolder, hasRounds, otherThanSweep, resultsIn, type Wish } from "./results/claim_folder.ts";
export { isLocked, type LockedFolder, lockFolder } from "./results/folder_lock.ts";
