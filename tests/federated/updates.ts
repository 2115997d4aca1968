import {
  type ClientUpdate,
  type RoundContext,
  type RunFacts,
  serverStep,
  type Strategy,
} from "../../lib/federated/mod.ts";

/** An update of client k with this Δ_k. */
export function update(client: number, delta: readonly number[], weight = 1): ClientUpdate {
  return { client, weight, steps: 1, delta: Float64Array.from(delta) };
}

/** The sequence of these, on one vector that is overwritten, as a run's is. */
export async function* oneByOne(updates: readonly ClientUpdate[]): AsyncGenerator<ClientUpdate> {
  const shared = new Float64Array(updates[0]?.delta.length ?? 0);
  for (const one of updates) {
    shared.set(one.delta);
    yield { ...one, delta: shared };
    await Promise.resolve();
  }
}

/** A run of 100 clients with plain SGD, all in each round, without anything that a strategy may refuse. */
export const PLAIN_RUN: RunFacts = {
  clients: 100,
  optimizer: { kind: "sgd", learningRate: 0.1, momentum: 0 },
  sampledFraction: 1,
  sampling: "uniform",
  layout: [],
  proximal: false,
  exchanges: false,
};

/** A first round's context, at the model 0. */
export function roundAtZero(length: number): RoundContext<null> {
  return {
    round: 1,
    parameters: new Float32Array(length),
    layout: [],
    state: null,
    clients: 10,
    shares: new Float64Array(10).fill(0.1),
    sampledFraction: 1,
    seed: 1,
    optimizer: { kind: "sgd", learningRate: 0.1, momentum: 0 },
  };
}

/** The step that a strategy's server takes from the model 0: w^t − w^{t+1}. */
export async function stepOf(strategy: Strategy, deltas: readonly (readonly number[])[], weights?: number[]) {
  const updates = deltas.map((delta, k) => update(k, delta, weights?.[k]));
  const { parameters } = await serverStep(strategy, roundAtZero(deltas[0].length), oneByOne(updates));
  return Array.from(parameters, (value) => 0 - value);
}
