import type { RoundWork } from "../../lib/federated/mod.ts";
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
  /** How far the round under way is, of which nothing else is known. */
  readonly within?: string;
}

/** One line for a reader: the round, accuracy, loss and the time left. */
export function progressLine(
  { label, unit = "round", round, rounds, accuracy, loss, seconds, within }: RunProgress,
): string {
  const parts = [label, `${unit} ${`${round}`.padStart(`${rounds}`.length)}/${rounds}`];
  if (accuracy !== undefined) parts.push(`accuracy ${percent(accuracy, 1)}`);
  // So that the line fits into a terminal.
  if (loss !== undefined && within === undefined) parts.push(`loss ${loss.toFixed(3)}`);
  if (seconds !== undefined) {
    parts.push(round < rounds ? `${duration(seconds)} left` : `done in ${duration(seconds)}`);
  }
  if (within !== undefined) parts.push(within);
  return parts.join("  ");
}

/** How far a round is that is under way: "round 4: 37 of 100 clients, 45 %", "round 4: tested 45 %". */
export function workText({ round, clients, images, tested, done }: RoundWork, unit = "round"): string {
  const now = done();
  if (now.images >= images && now.tested < tested) {
    return `${unit} ${round}: tested ${part(now.tested, tested)}`;
  }
  const many = clients > 1 ? [`${now.clients} of ${clients} clients`] : [];
  return `${unit} ${round}: ${[...many, part(now.images, images)].join(", ")}`;
}

/** How much of a whole is done; never all of it before it is. */
function part(done: number, whole: number): string {
  return percent(Math.floor(100 * done / Math.max(1, whole)) / 100, 0);
}

/** A time in its two largest units: "42 s", "1 min 40 s", "2 h 5 min". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
