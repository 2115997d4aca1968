/**
 * Federated training: rounds, strategies, client sampling, and central training as the baseline.
 * @module
 */
export { federated } from "./federated.ts";
export { type FederatedOptions, optimizerAt, type RunOptions } from "./options.ts";
export { initialModel } from "./initial_model.ts";
export { central, type CentralOptions } from "./central.ts";
export { evaluateModel, type Evaluation, type TestSet } from "./evaluation.ts";
export type { ClientResult, RoundResult } from "./round_result.ts";
export type { ClientFacts, RoundContext } from "./round_context.ts";
export {
  type Aggregate,
  type ClientUpdate,
  type Conclusion,
  type LocalUpdate,
  type RunFacts,
  type Strategy,
  StrategyError,
} from "./strategy.ts";
export type { Exchange, ExchangeClient, ExchangeContext, ExchangeResult } from "./exchange.ts";
export type { ClientState, RunState } from "./run_state.ts";
export { fedAvg, type FedAvgOptions, meanUpdate, stepAlong } from "./fedavg.ts";
export { sampleClients } from "./sampling.ts";
