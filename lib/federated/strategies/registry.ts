import { noSuch } from "../../errors/mod.ts";
import { compose } from "../compose.ts";
import { type Strategy, StrategyError } from "../strategy.ts";
import { ccvr } from "./heads/ccvr.ts";
import { fed3R } from "./heads/fed3r.ts";
import { fedAvg } from "./fedavg.ts";
import { fedAvgM } from "./fedavgm.ts";
import { fedDyn } from "./feddyn.ts";
import { fedLC } from "./fedlc.ts";
import { fedNova } from "./fednova.ts";
import { fedAdagrad, fedAdam, fedYogi } from "./fedopt.ts";
import { fedProx } from "./fedprox.ts";
import { fedRS } from "./fedrs.ts";
import { overlapFedAvg } from "./overlap.ts";
import { dpFedAvg } from "../privacy/dp_fedavg.ts";
import { coordinateMedian, trimmedMean } from "../robust/coordinate_wise.ts";
import { krum, multiKrum } from "../robust/krum.ts";
import { normClipping } from "../robust/norm_clipping.ts";
import { scaffold } from "./scaffold.ts";

/** A number that a strategy takes, and its rule, which ends the sentence "… must be". */
interface Parameter {
  readonly value: number;
  readonly rule: string;
  holds(value: number): boolean;
}

/** A strategy of the command line. */
interface Entry {
  /** What it does, for the help. */
  readonly does: string;
  /** Its parameters with their defaults; a value without a name is the first one's. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  // deno-lint-ignore no-explicit-any
  make(values: any): Strategy;
}

const above0 = (value: number): Parameter => ({ value, rule: "above 0", holds: (x) => x > 0 });
const from0 = (value: number): Parameter => ({ value, rule: "at least 0", holds: (x) => x >= 0 });
const share = (value: number): Parameter => ({
  value,
  rule: "from 0 to below 1",
  holds: (x) => x >= 0 && x < 1,
});
const between = (value: number): Parameter => ({
  value,
  rule: "above 0 and below 1",
  holds: (x) => x > 0 && x < 1,
});
const half = (value: number): Parameter => ({
  value,
  rule: "from 0 to below 0.5",
  holds: (x) => x >= 0 && x < 0.5,
});
const upTo1 = (value: number): Parameter => ({ value, rule: "from 0 to 1", holds: (x) => x >= 0 && x <= 1 });
const flag = (value: 0 | 1): Parameter => ({ value, rule: "0 or 1", holds: (x) => x === 0 || x === 1 });

const adaptive = { serverRate: above0(0.01), beta1: share(0.9), beta2: share(0.99), tau: above0(1e-3) };

const ENTRIES: Readonly<Record<string, Entry>> = {
  fedavg: {
    does: "mean of the models, weighted as --weights has it",
    parameters: { serverRate: above0(1) },
    make: fedAvg,
  },
  fedavgm: {
    does: "the same with momentum at the server",
    parameters: { momentum: share(0.9), serverRate: above0(1) },
    make: fedAvgM,
  },
  fedadagrad: {
    does: "Adagrad at the server",
    parameters: { serverRate: above0(0.01), beta1: share(0), tau: above0(1e-3) },
    make: fedAdagrad,
  },
  fedadam: { does: "Adam at the server", parameters: adaptive, make: fedAdam },
  fedyogi: { does: "Yogi at the server", parameters: adaptive, make: fedYogi },
  fedprox: {
    does: "clients are pulled to the global model",
    parameters: { mu: from0(0.01) },
    make: fedProx,
  },
  scaffold: {
    does: "control variates against drift; needs sgd",
    parameters: { serverRate: above0(1) },
    make: scaffold,
  },
  fednova: { does: "updates divided by their steps; needs sgd", parameters: {}, make: fedNova },
  feddyn: {
    does: "clients' losses bent towards one minimum",
    parameters: { alpha: above0(0.01) },
    make: fedDyn,
  },
  fedrs: { does: "logits of missing classes scaled down", parameters: { alpha: upTo1(0.5) }, make: fedRS },
  fedlc: {
    does: "logits shifted by the client's own label prior",
    parameters: { tau: from0(1) },
    make: fedLC,
  },
  fed3r: {
    does: "the last layer in closed form in round 1, then training below it",
    parameters: { ridge: above0(100), fixed: flag(1) },
    make: fed3R,
  },
  ccvr: {
    does: "the last round, or the first, retrains the last layer on drawn features",
    parameters: { samples: above0(20_000), first: flag(0) },
    make: ccvr,
  },
  overlap: {
    does: "clients train on during the exchange, staleness compensated",
    parameters: { lambda: from0(0.2), mu: share(0), staleness: flag(1) },
    make: overlapFedAvg,
  },
  dp: {
    does: "differentially private: updates clipped, noise on their sum",
    parameters: {
      noise: above0(1),
      clip: above0(1),
      quantile: share(0),
      delta: between(1e-5),
      sums: above0(100),
    },
    make: dpFedAvg,
  },
  median: { does: "robust: median of each coordinate", parameters: {}, make: coordinateMedian },
  trimmedmean: {
    does: "robust: mean without a share at either end",
    parameters: { share: half(0.2) },
    make: trimmedMean,
  },
  krum: {
    does: "robust: the update nearest to its neighbours",
    parameters: { share: half(0.2) },
    make: krum,
  },
  multikrum: {
    does: "robust: mean of the updates nearest to theirs",
    parameters: { share: half(0.2) },
    make: multiKrum,
  },
  normclip: {
    does: "robust: updates shortened to a norm",
    parameters: { norm: above0(1) },
    make: normClipping,
  },
};

/** Name and parameters of each strategy, and what it does: for messages and help. */
export const STRATEGIES: readonly (readonly [name: string, does: string])[] = Object.entries(ENTRIES).map(
  ([name, { does, parameters }]) => {
    const values = Object.entries(parameters).map(([key, { value }]) => `${key}=${value}`).join(",");
    return [values ? `${name}:${values}` : name, does];
  },
);

/**
 * A strategy from text: NAME, NAME:VALUE for its first parameter, NAME:KEY=VALUE,…; several with + between them
 * are composed, as in "fedlc+fedavgm:0.7".
 *
 * @throws {StrategyError} An unknown name or parameter, a value against its rule, or parts that cannot be combined.
 */
export function parseStrategy(text: string): Strategy {
  return compose(text.split("+").map(parsePart));
}

function parsePart(text: string): Strategy {
  const [name, given] = text.split(/:(.*)/s);
  const entry = Object.hasOwn(ENTRIES, name) ? ENTRIES[name] : undefined;
  if (!entry) {
    throw new StrategyError(noSuch("strategy", name, Object.keys(ENTRIES)));
  }
  const known = Object.keys(entry.parameters);
  const values = Object.fromEntries(known.map((key) => [key, entry.parameters[key].value]));
  for (const setting of given === undefined ? [] : given.split(",")) {
    const [key, value] = setting.includes("=") ? setting.split(/=(.*)/s) : [known[0], setting];
    const parameter = entry.parameters[key];
    if (!known.includes(key)) {
      throw new StrategyError(
        known.length > 0
          ? `${name} has the parameters ${known.join(", ")}, got "${setting}".`
          : `${name} has no parameters, got "${setting}".`,
      );
    }
    const number = /^[-+.\d]/.test(value) ? Number(value) : NaN;
    if (!Number.isFinite(number) || !parameter.holds(number)) {
      throw new StrategyError(`${key} of ${name} must be a number ${parameter.rule}, got "${value}".`);
    }
    values[key] = number;
  }
  return entry.make(values);
}
