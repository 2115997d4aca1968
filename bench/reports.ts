/** Milliseconds of something done again and again, one value a block of repetitions. */
export interface Milliseconds {
  /** By the clock. */
  readonly wall: readonly number[];
  /** Processor time of the whole process, which other programs disturb less. */
  readonly cpu: readonly number[];
}

/** What a benchmark of one training step prints, ours or a peer's, as its last line. */
export interface StepReport {
  /** One training step on 32 images. */
  readonly training: Milliseconds;
  /** One evaluation of 32 images. */
  readonly evaluation?: Milliseconds;
  /** From the command to the end of the first training step. */
  readonly firstStepSeconds: number;
  /** What ran: names and versions. */
  readonly versions: Readonly<Record<string, string>>;
}

/** What a benchmark of the whole experiment prints as its last line. */
export interface ExperimentReport {
  /** Seconds of each round after the one to warm up, evaluation included. */
  readonly roundSeconds: readonly number[];
  /** Processor seconds of each of these rounds, all processes together; nothing where it can't be told. */
  readonly processorSeconds?: readonly number[];
  /** Test accuracy after each round, the first included. */
  readonly accuracies: readonly number[];
  /** From the command to the end of the first training step. */
  readonly firstStepSeconds: number;
  /** What ran: names and versions. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One number that a benchmark measured. */
export interface Figure {
  /** What was measured: "training step". The same in every revision that measures it. */
  readonly name: string;
  /** What one of it is: "ms", "s", "MB". */
  readonly unit: string;
  /** How many. */
  readonly value: number;
  /** The step that `value` was rounded to; absent: not rounded. */
  readonly rounding?: number;
}

/** What every other benchmark prints as its last line: all that `--compare` needs of it. */
export interface FiguresReport {
  /** In the order they are to be shown; no name twice. */
  readonly figures: readonly Figure[];
}

/** Prints a report where a runner finds it: alone on the last line. */
export function printReport(report: StepReport | ExperimentReport | FiguresReport): void {
  console.log(JSON.stringify(report));
}

/** Seconds since the command was given: since `started`, milliseconds of the epoch. */
export function secondsSince(started: number): number {
  return (Date.now() - started) / 1000;
}
