import { layersOf, parameterLayout } from "../model/portable.ts";
import { testRound } from "./evaluation.ts";
import { attackSuccess } from "./hostile/attack_success.ts";
import { exchangeRound } from "./exchange_round.ts";
import { type Exchange, roundOf } from "./exchange.ts";
import { startingModel } from "./initial_model.ts";
import { HOME, roundSeconds } from "./simulated_clock.ts";
import {
  type FederatedOptions,
  type FederatedRun,
  NOT_COMPRESSED,
  optimizerAt,
  type Tested,
  withDefaults,
} from "./options.ts";
import type { RoundContext } from "./round_context.ts";
import type { RoundResult, TestedRound } from "./round_result.ts";
import type { RunState } from "./run_state.ts";
import { createDownlink } from "./compression/mod.ts";
import { participantsOf } from "./clients/participants.ts";
import { refusalOf, runFacts, type RunPlan } from "./refusal.ts";
import type { Spent } from "./privacy/privacy.ts";
import { StrategyError } from "./strategy.ts";
import { trainRound } from "./train_round.ts";
import { clientShares } from "./weights.ts";
import { sumOf } from "../numbers/mod.ts";

/**
 * Federated training, round by round. The same options give the same parameters, accuracies and losses to the
 * last bit, whatever the executor; `seconds` are this machine's.
 *
 * @throws {StrategyError} where the strategy is impossible in such a run, with its reason.
 * @example
 * ```ts
 * import { drawInk, trainTestSplit } from "@fedink/fedink/data";
 * import { createPool } from "@fedink/fedink/engine";
 * import { federated } from "@fedink/fedink/federated";
 * import { linearNetwork } from "@fedink/fedink/model";
 * import { iid } from "@fedink/fedink/partition";
 *
 * const examples = drawInk({ count: 200, seed: 1 });
 * const { train, test } = trainTestSplit(examples, { kind: "random", fraction: 0.1 }, 1);
 * const executor = createPool();
 * const rounds = federated({
 *   network: { topology: linearNetwork() },
 *   examples,
 *   test: { examples, indices: test },
 *   partition: iid(train, { clients: 4, seed: 1 }),
 *   rounds: 2,
 *   optimizer: { kind: "adam", learningRate: 0.001 },
 *   seed: 1,
 *   executor,
 * });
 * for await (const { round, clients } of rounds) console.log(round, clients.length); // 1 4, 2 4
 * executor.close();
 * ```
 */
export function federated(options: Tested<FederatedOptions>): AsyncGenerator<TestedRound>;
/**
 * Federated training, round by round; its rounds have no accuracy and no loss where no test images are given.
 *
 * @throws {StrategyError} where the strategy is impossible in such a run, with its reason.
 */
export function federated(options: FederatedOptions): AsyncGenerator<RoundResult>;
export async function* federated(given: FederatedOptions): AsyncGenerator<RoundResult> {
  const options = await withDefaults(given), plan = planOf(options);
  const refusal = refusalOf(plan), facts = runFacts(plan);
  if (refusal !== undefined) throw new StrategyError(refusal);
  let run = options.resume ?? startOf(options);
  const { rounds, executor, seed, strategy, clock = HOME } = options;
  while (run.round < rounds) {
    const start = performance.now(), { lost } = executor;
    const round = contextOf(options, run);
    const exchange = exchangeDue(options, round);
    const { next, ...record } = exchange
      ? await exchangeRound(options, exchange, round, run)
      : await trainRound(options, round, run, participantsOf(options, round.round));
    run = next;
    const tested = await testRound(options, run.parameters);
    const seconds = (performance.now() - start) / 1000;
    const simulatedSeconds = roundSeconds(clock, record.load, seed);
    const epsilon = strategy.privacy?.epsilon(facts, spentBy(options, run.round));
    const success = await successOf(options, run.parameters);
    yield {
      round: run.round,
      ...tested,
      ...epsilon !== undefined && { epsilon },
      ...success !== undefined && { attackSuccess: success },
      ...record,
      retried: executor.lost - lost,
      seconds,
      simulatedSeconds,
      parameters: run.parameters,
      state: run,
    };
  }
}

/** How far the hostile clients have come, where they want something in particular. */
function successOf(
  { hostile, executor, network, test }: FederatedRun,
  parameters: Float32Array,
): Promise<number | undefined> | undefined {
  return hostile && test && attackSuccess(hostile.attack, executor, network, parameters, test);
}

function startOf(options: FederatedRun): RunState {
  const parameters = startingModel(options);
  const { strategy, downlink = NOT_COMPRESSED } = options;
  return {
    round: 0,
    parameters,
    server: strategy.init?.(parameters) ?? null,
    downlink: createDownlink(downlink).init(parameters),
    clients: {},
  };
}

function contextOf(options: FederatedRun, { round, parameters, server }: RunState): RoundContext {
  return {
    round: round + 1,
    parameters,
    layout: parameterLayout(layersOf(options.network.topology)),
    state: server,
    clients: options.partition.length,
    get shares() {
      return clientShares(options);
    },
    optimizer: optimizerAt(options, round + 1),
    sampledFraction: options.sampledFraction,
    seed: options.seed,
  };
}

function planOf({ partition, network, ...options }: FederatedRun): RunPlan {
  return { ...options, clients: partition.length, topology: network.topology };
}

function exchangeDue({ strategy, rounds }: FederatedRun, { round }: RoundContext): Exchange | undefined {
  return strategy.exchanges?.find((exchange) => roundOf(exchange, rounds) === round);
}

/** What has been let out after so many rounds: each was of training, or an exchange of its sums. */
function spentBy({ strategy: { exchanges = [] }, ...options }: FederatedRun, rounds: number): Spent {
  const held = exchanges.filter((exchange) => roundOf(exchange, options.rounds) <= rounds);
  return { rounds: rounds - held.length, sums: sumOf(held, ({ sums }) => sums) };
}
