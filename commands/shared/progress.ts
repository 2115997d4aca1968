import process from "node:process";
import type { RoundWork } from "../../lib/federated/mod.ts";
import { visible } from "../../lib/charts/visible.ts";
import { print } from "./print.ts";
import { progressLine, type RunProgress, workText } from "./progress_line.ts";
import { sum } from "../../lib/numbers/mod.ts";

/** What the progress line shows of a round's result. */
export interface FinishedRound {
  /** Which round, from 1. */
  readonly round: number;
  /** Test accuracy after it, 0 to 1, where it was tested. */
  readonly accuracy?: number;
  /** Test loss after it, in nats, where it was tested. */
  readonly loss?: number;
  /** Seconds it took. */
  readonly seconds: number;
}

/** Tells how far a run is. */
export interface Progress {
  /** Tells what the round that begins is about to do, and how far it is from then on. */
  within(work: RoundWork): void;
  /** Tells that a round has ended. */
  update(result: FinishedRound): void;
  /** Ends the line; other text may be written after it. */
  stop(): void;
}

/** What `startProgress` is told. */
export interface ProgressOptions {
  /** What is run: "non-iid". */
  readonly label: string;
  /** Rounds in all. */
  readonly rounds: number;
  /** What is counted; default "round". */
  readonly unit?: string;
  /** Whether one line is updated in place; else each round is a line. Default: whether stdout is a terminal. */
  readonly terminal?: boolean;
}

/** Starts telling how far a run is, on stdout. Whoever starts it stops it, also when the run fails. */
export function startProgress(options: ProgressOptions): Promise<Progress> {
  const { label, rounds, unit, terminal = Deno.stdout.isTerminal() } = options;
  const secondsOf: number[] = [];
  const after = ({ round, accuracy, loss, seconds }: FinishedRound): RunProgress => {
    secondsOf.push(seconds);
    const taken = sum(secondsOf);
    const left = taken / secondsOf.length * (rounds - round);
    return { label, unit, round, rounds, accuracy, loss, seconds: round < rounds ? left : taken };
  };
  return terminal
    ? startLine({ label, unit, round: 0, rounds }, after)
    : Promise.resolve(printLines({ label, unit }, after));
}

/** How often a line tells of a round that goes on and on, where there is no terminal. */
const LINE_SECONDS = 30;

/** A line for each round, and now and then one within it. */
function printLines(
  { label, unit }: Pick<ProgressOptions, "label" | "unit">,
  after: (result: FinishedRound) => RunProgress,
): Progress {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => clearInterval(timer);
  return {
    within(work) {
      stop();
      timer = setInterval(() => print(`${label}  ${workText(work, unit)}`), 1000 * LINE_SECONDS);
    },
    update(result) {
      stop();
      print(progressLine(after(result)));
    },
    stop,
  };
}

/** A round of less is not told of before it has ended: the line would flicker. */
const SOON_SECONDS = 0.7;

/** One line, updated in place; between the rounds the time left runs down. */
async function startLine(
  start: RunProgress,
  after: (result: FinishedRound) => RunProgress,
): Promise<Progress> {
  const { SingleBar } = await import("cli-progress");
  let shown = start, shownAt = performance.now();
  let work: RoundWork | undefined, workAt = 0;
  const format = () => {
    const { round, rounds, seconds } = shown, now = performance.now();
    const within = work && now - workAt > 1000 * SOON_SECONDS ? workText(work, start.unit) : undefined;
    if (round === rounds || seconds === undefined) return visible(progressLine({ ...shown, within }));
    const since = (now - shownAt) / 1000;
    return visible(progressLine({ ...shown, seconds: Math.max(0, seconds - since), within }));
  };
  const bar = new SingleBar({ format, fps: 2, stream: process.stdout });
  bar.start(start.rounds, 0);
  return {
    within: (begun) => {
      work = begun, workAt = performance.now();
    },
    update: (result) => {
      work = undefined;
      shown = after(result), shownAt = performance.now();
      bar.update(shown.round);
    },
    stop: () => bar.stop(),
  };
}
