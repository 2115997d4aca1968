/**
 * Federated training: rounds, strategies, client sampling, and central training as the baseline.
 * @module
 */
export { federated } from "./federated.ts";
export { type FederatedOptions, optimizerAt, type RunOptions, type Tested } from "./options.ts";
export { refusalOf, type RunPlan } from "./refusal.ts";
export { initialModel } from "./initial_model.ts";
export { central, type CentralOptions } from "./central.ts";
export { localOnly, type LocalOnlyOptions, type LocalOnlyRound } from "./local_only.ts";
export { invertUpdate } from "./inversion.ts";
export { evaluateModel, type Evaluation, type TestSet } from "./evaluation.ts";
export type { ClientResult, RoundResult, TestedRound } from "./round_result.ts";
export type { RoundWork, WorkDone } from "./round_work.ts";
export type { ClientFacts, RoundContext } from "./round_context.ts";
export type { RunFacts } from "./run_facts.ts";
export {
  type Aggregate,
  type ClientUpdate,
  type Conclusion,
  type LocalUpdate,
  type Strategy,
  StrategyError,
} from "./strategy.ts";
export type { ClientSums, Exchange, ExchangeClient, ExchangeContext } from "./exchange.ts";
export { serverStep } from "./server_step.ts";
export type { TrainingData } from "./hostile/poison.ts";
export type { Privacy, Spent, SumPart } from "./privacy/privacy.ts";
export type { Weights } from "./weights.ts";
export type { ClientState, RunState } from "./run_state.ts";
export { fedAvg, type FedAvgOptions } from "./strategies/fedavg.ts";
export { fedAvgM, type FedAvgMOptions } from "./strategies/fedavgm.ts";
export { fedAdagrad, fedAdam, type FedOptOptions, fedYogi, type Moments } from "./strategies/fedopt.ts";
export { fedProx, type FedProxOptions } from "./strategies/fedprox.ts";
export { scaffold, type ScaffoldOptions } from "./strategies/scaffold.ts";
export { fedNova } from "./strategies/fednova.ts";
export { fedDyn, type FedDynOptions } from "./strategies/feddyn.ts";
export { fedRS, type FedRSOptions } from "./strategies/fedrs.ts";
export { fedLC, type FedLCOptions } from "./strategies/fedlc.ts";
export { ccvr, type CcvrOptions } from "./strategies/heads/ccvr.ts";
export { fed3R, type Fed3ROptions } from "./strategies/heads/fed3r.ts";
export { frozenLayers } from "./strategies/frozen.ts";
export { overlapFedAvg, type OverlapOptions, type OverlapState } from "./strategies/overlap.ts";
export { stepWeight } from "./strategies/step_weight.ts";
export { parseStrategy, STRATEGIES } from "./strategies/registry.ts";
export { coordinateMedian, trimmedMean, type TrimmedMeanOptions } from "./robust/coordinate_wise.ts";
export { krum, type KrumOptions, krumScores, multiKrum } from "./robust/krum.ts";
export { dpFedAvg, type DpFedAvgOptions, type DpState } from "./privacy/dp_fedavg.ts";
export { type NoisyRounds, renyiDivergence, spentEpsilon } from "./privacy/accountant.ts";
export { type SecureSum, secureSum, type Summand } from "./secure/secure_sum.ts";
export { fromFixedPoint } from "./secure/fixed_point.ts";
export { SecureSumError } from "./secure/secure_client.ts";
export { normClipping, type NormClippingOptions } from "./robust/norm_clipping.ts";
export { type Attack, AttackError, ATTACKS, type Hostile, parseAttack } from "./hostile/attack.ts";
export { hostileCount } from "./hostile/hostile_clients.ts";
export { attackSuccess } from "./hostile/attack_success.ts";
export { FAULT_KINDS, type FaultKind, faultOf, type Faults } from "./faults/faults.ts";
export type { Rejection } from "./faults/screen.ts";
export { compose } from "./compose.ts";
export { addScaled, divide, meanUpdate, normOf, stepAlong, type Vector } from "./vectors.ts";
export {
  type ClientSpread,
  clientSpread,
  type PersonalAccuracy,
  personalAccuracy,
  type PersonalOptions,
} from "./personal.ts";
export {
  sampleByChance,
  sampleBySize,
  sampleClients,
  type Sampled,
  type Sampling,
} from "./clients/sampling.ts";
export { type Hindrance, hindranceOf, type Stragglers } from "./clients/stragglers.ts";
export {
  type ClientLoad,
  type ClockModel,
  computeSeconds,
  HOME,
  type RoundLoad,
  roundSeconds,
  transferSeconds,
} from "./simulated_clock.ts";
export * from "./compression/mod.ts";
