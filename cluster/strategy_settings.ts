import { parseStrategy, STRATEGIES } from "../lib/federated/mod.ts";
import { UsageError } from "../lib/errors/mod.ts";

/** Those of the project's strategies that Flower has too: see cluster/app/strategies.py. */
const FLOWER = ["fedavg", "fedavgm", "fedprox", "fedadagrad", "fedadam", "fedyogi"];

/** A strategy by name, with all its parameters. */
export interface StrategySettings {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
}

/**
 * Reads a strategy for Flower, NAME, NAME:VALUE or NAME:KEY=VALUE,…; what is left out has this project's default,
 * so that the same text means the same here and in the simulation.
 *
 * @throws {UsageError} One that Flower does not have.
 * @throws {StrategyError} A parameter against its rule.
 */
export function strategySettings(text: string): StrategySettings {
  const [name, given] = text.split(/:(.*)/s);
  if (!FLOWER.includes(name)) {
    throw new UsageError(`On a cluster the strategy must be one of ${FLOWER.join(", ")}, got "${text}".`);
  }
  parseStrategy(text);
  const [known] = STRATEGIES.find(([known]) => known.split(":")[0] === name)!;
  const defaults = valuesOf(known.split(/:(.*)/s)[1]);
  const [first] = Object.keys(defaults);
  const values = given?.includes("=")
    ? valuesOf(given)
    : given === undefined
    ? {}
    : { [first]: Number(given) };
  return { name, values: { ...defaults, ...values } };
}

function valuesOf(text: string): Record<string, number> {
  return Object.fromEntries(
    text.split(",").map((part) => {
      const [key, value] = part.split("=");
      return [key, Number(value)];
    }),
  );
}
