import { percent } from "../../lib/numbers/mod.ts";

/** How far a run is. */
export interface RunProgress {
  /** What is run: "non-iid". */
  readonly label: string;
  /** What is counted; default "round". */
  readonly unit?: string;
  /** Rounds done; 0 before the first has ended. */
  readonly round: number;
  /** Rounds in all. */
  readonly rounds: number;
  /** Test accuracy after the round, 0 to 1. */
  readonly accuracy?: number;
  /** Test loss after the round, in nats. */
  readonly loss?: number;
  /** Seconds that the rounds still to come may take; of the last round, seconds taken in all. */
  readonly seconds?: number;
}

/** One line for a reader: the round, accuracy, loss and the time left. */
export function progressLine(
  { label, unit = "round", round, rounds, accuracy, loss, seconds }: RunProgress,
): string {
  const parts = [label, `${unit} ${`${round}`.padStart(`${rounds}`.length)}/${rounds}`];
  if (accuracy !== undefined) parts.push(`accuracy ${percent(accuracy, 1)}`);
  if (loss !== undefined) parts.push(`loss ${loss.toFixed(3)}`);
  if (seconds !== undefined) {
    parts.push(round < rounds ? `${duration(seconds)} left` : `done in ${duration(seconds)}`);
  }
  return parts.join("  ");
}

/** A time in its two largest units: "42 s", "1 min 40 s", "2 h 5 min". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
