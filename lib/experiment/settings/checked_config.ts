import { compose, parseStrategy, parseUpload, refusalOf } from "../../federated/mod.ts";
import { completeConfig } from "./complete_config.ts";
import type { ExperimentConfig, Settings } from "./config.ts";
import { namedParts } from "./load_strategy.ts";
import { networkOf } from "./network_of.ts";
import { optimizerOf } from "./optimizer.ts";
import { UsageError } from "../../errors/mod.ts";
import { reasonWithoutEffect } from "./without_effect.ts";

/**
 * The whole configuration of settings that are right one by one.
 *
 * @throws {UsageError} Settings that do not go together.
 */
export function checkedConfig(settings: Settings & Pick<ExperimentConfig, "experiment">): ExperimentConfig {
  const config = completeConfig(settings);
  if (config.optimizer === "adam" && config.momentum > 0) {
    throw new UsageError(`Momentum is a setting of the optimizer sgd, got ${config.momentum} with adam.`);
  }
  checkCopies(config);
  checkStrategy(config);
  return config;
}

/**
 * Nothing is said in vain: a setting that would change nothing is refused with the reason.
 *
 * @param nameOf What a message calls a setting.
 * @throws {UsageError} One of `keys` has no effect in such an experiment.
 */
export function checkEffects(
  config: ExperimentConfig,
  keys: Iterable<keyof ExperimentConfig>,
  nameOf: (key: string) => string,
): void {
  for (const key of keys) {
    const reason = reasonWithoutEffect(key, config);
    if (reason !== undefined) throw new UsageError(`${nameOf(key)} has no effect here: ${reason}.`);
  }
}

/** Copies are drawn of a reader's images only, and no symbol may be trained on with its copy in the test. */
function checkCopies({ images, copies, test, split }: ExperimentConfig): void {
  if (copies === 0) return;
  if (images === "plain") {
    throw new UsageError(
      `Copies are made of a reader's images only: --images reader; got ${copies} of plain ones.`,
    );
  }
  if (test === undefined && split !== "official") {
    throw new UsageError(
      "A symbol and its copies may not be on both sides of a split: with --copies give --test or --split official, " +
        `got ${split}.`,
    );
  }
}

/**
 * A strategy that is impossible in such a run is told of before any data is loaded, as far as its parts are names: files are
 * looked at when they are run.
 */
function checkStrategy(config: ExperimentConfig): void {
  const parts = namedParts(config.strategy);
  if (parts.length === 0 || config.experiment === "central") return;
  const { clients, rounds, sampledFraction, sampling, weights, secure, up } = config;
  const reason = refusalOf({
    strategy: compose(parts.map(parseStrategy)),
    // How many classes there are decides of no strategy whether it can be.
    topology: networkOf(config, ["a", "b"]).topology,
    optimizer: optimizerOf(config),
    uplink: parseUpload(up),
    clients,
    rounds,
    sampledFraction,
    sampling,
    weights,
    secure,
  });
  if (reason !== undefined) throw new UsageError(`${reason}.`);
}
