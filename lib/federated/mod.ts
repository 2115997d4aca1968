/**
 * Federated training: rounds, strategies, client sampling, and central training as the baseline.
 * @module
 */
export { federated, type FederatedOptions, initialModel, type RunOptions } from "./federated.ts";
export { central, type CentralOptions } from "./central.ts";
export { evaluateModel, type Evaluation, type TestSet } from "./evaluation.ts";
export type { ClientResult, RoundResult } from "./round_result.ts";
export type { ClientUpdate, Strategy } from "./strategy.ts";
export { fedAvg, meanUpdate } from "./fedavg.ts";
export { sampleClients } from "./sampling.ts";
