import { clientSpread, type ClockModel, roundSeconds } from "../../federated/mod.ts";
import type { StoredRun } from "./run_store.ts";
import type { CellResult } from "./run_sweep.ts";
import { deviation, mean, sum, sumOf } from "../../numbers/mod.ts";

/** A figure over the seeds. */
export interface Figure {
  /** Their mean. */
  readonly mean: number;
  /** Their standard deviation, over n − 1; 0 for one seed. */
  readonly deviation: number;
}

/** What it took to the target: only of the seeds that reached it. */
export interface ToTarget {
  /** How many seeds reached it. */
  readonly reached: number;
  /** The first round at or above it; absent where none reached it. */
  readonly rounds?: Figure;
  /** Bytes that clients had sent by then. */
  readonly uploadBytes?: Figure;
  /** Bytes that had been sent to them. */
  readonly downloadBytes?: Figure;
  /** Simulated seconds up to then. */
  readonly simulatedSeconds?: Figure;
}

/** One combination in figures. */
export interface Row {
  /** The values' names, in the order of the axes. */
  readonly names: readonly string[];
  /** Its seeds. */
  readonly seeds: readonly number[];
  /** Rounds of each run. */
  readonly rounds: number;
  /** Test accuracy after the last round. */
  readonly last: Figure;
  /** Test accuracy after the best round: chosen on the test set, so an optimistic figure. */
  readonly best: Figure;
  /** The best round. */
  readonly bestRound: Figure;
  /** Bytes the clients sent, all rounds. */
  readonly uploadBytes: Figure;
  /** Bytes sent to them. */
  readonly downloadBytes: Figure;
  /** Simulated seconds of all rounds. */
  readonly simulatedSeconds: Figure;
  /** What it took to the target, where there is one. */
  readonly toTarget?: ToTarget;
  /** The hostile clients' success after the last round, where they want something in particular. */
  readonly attackSuccess?: Figure;
  /** The ε spent after the last round, of runs with differential privacy: the same for all seeds. */
  readonly epsilon?: number;
  /** Accuracies on the clients' own held-out images, where some were held out. */
  readonly personal?: {
    /** Of the global model: mean over the clients. */
    readonly before: Figure;
    /** The worst tenth of them. */
    readonly beforeWorst: Figure;
    /** After local fine-tuning. */
    readonly after: Figure;
    /** The worst tenth of them. */
    readonly afterWorst: Figure;
  };
}

/** A sweep in figures. */
export function rowsOf(results: readonly CellResult[], target?: number): Row[] {
  return results.map(({ cell: { names, config }, runs }) => {
    const accuracies = runs.map((run) => run.rounds.map(({ accuracy }) => accuracy));
    const best = accuracies.map((each) => each.indexOf(Math.max(...each)));
    const seconds = runs.map((run) => simulatedSecondsOf(run, config));
    return {
      names,
      seeds: runs.map(({ seed }) => seed),
      rounds: config.rounds,
      last: figure(accuracies.map((each) => each.at(-1)!)),
      best: figure(accuracies.map((each, i) => each[best[i]])),
      bestRound: figure(best.map((index) => index + 1)),
      uploadBytes: figure(runs.map(({ rounds }) => sumOf(rounds, ({ uploadBytes }) => uploadBytes))),
      downloadBytes: figure(runs.map(({ rounds }) => sumOf(rounds, ({ downloadBytes }) => downloadBytes))),
      simulatedSeconds: figure(seconds.map(sum)),
      ...(target !== undefined && { toTarget: toTarget(runs, seconds, target) }),
      ...attackSuccessOf(runs),
      ...(runs[0].rounds.at(-1)!.epsilon !== undefined && { epsilon: runs[0].rounds.at(-1)!.epsilon }),
      ...(runs.every(({ personal }) => personal?.length) && { personal: personalOf(runs) }),
    };
  });
}

/** Simulated seconds of each round, by the clock of a configuration that may be another than the run's own. */
export function simulatedSecondsOf({ rounds, seed }: StoredRun, clock: ClockModel): number[] {
  return rounds.map(({ load }) => roundSeconds(clock, load, seed));
}

/** Bytes of each round, up and down together. */
export function bytesOf({ rounds }: StoredRun): number[] {
  return rounds.map(({ uploadBytes, downloadBytes }) => uploadBytes + downloadBytes);
}

function toTarget(runs: readonly StoredRun[], seconds: readonly number[][], target: number): ToTarget {
  const reached = runs.flatMap((run, i) => {
    const rounds = run.rounds.findIndex(({ accuracy }) => accuracy >= target) + 1;
    if (rounds === 0) return [];
    return [{
      rounds,
      uploadBytes: sumOf(run.rounds.slice(0, rounds), ({ uploadBytes }) => uploadBytes),
      downloadBytes: sumOf(run.rounds.slice(0, rounds), ({ downloadBytes }) => downloadBytes),
      simulatedSeconds: sum(seconds[i].slice(0, rounds)),
    }];
  });
  if (reached.length === 0) return { reached: 0 };
  return {
    reached: reached.length,
    rounds: figure(reached.map(({ rounds }) => rounds)),
    uploadBytes: figure(reached.map(({ uploadBytes }) => uploadBytes)),
    downloadBytes: figure(reached.map(({ downloadBytes }) => downloadBytes)),
    simulatedSeconds: figure(reached.map(({ simulatedSeconds }) => simulatedSeconds)),
  };
}

function personalOf(runs: readonly StoredRun[]): Row["personal"] {
  const spreads = (of: "before" | "after") =>
    runs.map(({ personal }) => clientSpread(personal!.map((one) => one[of])));
  const before = spreads("before"), after = spreads("after");
  return {
    before: figure(before.map(({ mean }) => mean)),
    beforeWorst: figure(before.map(({ worstTenth }) => worstTenth)),
    after: figure(after.map(({ mean }) => mean)),
    afterWorst: figure(after.map(({ worstTenth }) => worstTenth)),
  };
}

/** Mean and sample deviation. */
export function figure(values: readonly number[]): Figure {
  return { mean: mean(values), deviation: deviation(values) };
}

function attackSuccessOf(runs: readonly StoredRun[]): Pick<Row, "attackSuccess"> {
  const successes = runs.flatMap(({ rounds }) => rounds.at(-1)!.attackSuccess ?? []);
  return successes.length === runs.length ? { attackSuccess: figure(successes) } : {};
}
