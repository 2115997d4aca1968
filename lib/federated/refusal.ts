import type { Optimizer } from "../engine/mod.ts";
import { layersOf, parameterLayout, type Topology } from "../model/portable.ts";
import type { UploadSpec } from "./compression/mod.ts";
import { roundOf } from "./exchange.ts";
import { participantCount, type Sampling } from "./clients/sampling.ts";
import type { RunFacts } from "./run_facts.ts";
import type { Strategy } from "./strategy.ts";
import type { Weights } from "./weights.ts";
import { sumOf } from "../numbers/mod.ts";

/** A federated run, as far as it is known before any data is loaded. */
export interface RunPlan {
  /** What clients and server do. */
  readonly strategy: Strategy;
  /** The network. */
  readonly topology: Topology;
  /** Number of clients: N. */
  readonly clients: number;
  /** A client's optimiser. */
  readonly optimizer: Optimizer;
  /** How many rounds. */
  readonly rounds: number;
  /** Share of the clients that take part in a round: C. */
  readonly sampledFraction: number;
  /** How the clients of a round are drawn; default: uniformly. */
  readonly sampling?: Sampling;
  /** What clients weigh in the mean; default: as the strategy defines it. */
  readonly weights?: Weights;
  /** Whether secure aggregation is used; default: no. */
  readonly secure?: boolean;
  /** How updates are sent to the server; default: uncompressed. */
  readonly uplink?: UploadSpec;
}

/** What a strategy is told about a run. */
export function runFacts({ strategy, topology, sampling = "uniform", ...plan }: RunPlan): RunFacts {
  const { clients, optimizer, sampledFraction } = plan;
  const layout = parameterLayout(layersOf(topology));
  return {
    clients,
    optimizer,
    sampledFraction,
    sampling,
    layout,
    proximal: hasProximalTerm(strategy, layout, optimizer),
    exchanges: (strategy.exchanges ?? []).length > 0,
  };
}

/** The reason why such a run is impossible, or would not do what it claims; undefined if there is none. */
export function refusalOf(plan: RunPlan): string | undefined {
  const { strategy } = plan;
  const reason = strategy.refusal?.(runFacts(plan)) ?? refusalOfExchanges(plan) ?? refusalOfWeights(plan) ??
    refusalOfSecrecy(plan);
  return reason === undefined ? undefined : `${strategy.name}: ${reason}`;
}

/** Tries a client in a first round: the kinds of its terms are the same for all clients and rounds. */
function hasProximalTerm(strategy: Strategy, layout: RunFacts["layout"], optimizer: Optimizer): boolean {
  const parameters = new Float32Array(sumOf(layout, ({ length }) => length));
  const round = {
    round: 1,
    parameters,
    layout,
    state: strategy.init?.(parameters) ?? null,
    clients: 1,
    shares: Float64Array.of(1),
    optimizer,
    sampledFraction: 1,
    seed: 0,
  };
  const classes = layout.at(-1)!.length;
  const client = { client: 0, images: classes, labelCounts: new Uint32Array(classes).fill(1) };
  return (strategy.client?.(round, client).proximal ?? 0) !== 0;
}

/** A round can be replaced by one exchange only. */
function refusalOfExchanges({ strategy: { exchanges = [] }, rounds }: RunPlan): string | undefined {
  const due = exchanges.map((exchange) => roundOf(exchange, rounds));
  const twice = due.find((round, i) => due.indexOf(round) < i);
  if (twice === undefined) return;
  return `two of its parts would take the place of round ${twice} of ${rounds}: only one can`;
}

/** Weights cannot be chosen where the strategy or the sampling already decides them. */
function refusalOfWeights({ strategy, weights, sampling }: RunPlan): string | undefined {
  if (weights === "images" && strategy.countsAlike) {
    return "it counts clients alike, whatever they hold: weights must be uniform, or left out";
  }
  if (weights === "uniform" && sampling === "weighted") {
    return "weighted sampling draws clients by their images, in the place of weighing them: weights must be left out";
  }
}

/** Secure aggregation shows the server only the sum of uncompressed vectors, and needs two clients. */
function refusalOfSecrecy(plan: RunPlan): string | undefined {
  const { strategy, secure, uplink, clients, sampledFraction } = plan;
  if (!secure) return;
  if (strategy.aggregate && !strategy.meanOnly) {
    return "its server looks at each update, of which secure aggregation shows it the mean only";
  }
  if (uplink && uplink.codec.kind !== "none") {
    return "what is masked cannot be compressed: the codec up must be none";
  }
  if (participantCount(clients, sampledFraction) < 2) {
    return "a secret sum hides nothing of one client: two must take part in a round";
  }
}
