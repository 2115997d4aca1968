import { type ExperimentConfig, isInk, type Observer } from "../../lib/experiment/light.ts";
import { type Progress, startProgress } from "./progress.ts";
import { tellStart } from "./tell_start.ts";

/** Tells how far a run is: first its start, where that is trained, then its rounds. */
export function tellRun(
  label: string,
  { start, rounds }: Pick<ExperimentConfig, "start" | "rounds">,
): Required<Omit<Observer, "resume">> {
  const starting = tellStart(label);
  let progress: Progress | undefined;
  const beginRounds = async () => {
    progress = await startProgress({ label, rounds });
  };
  return {
    async started(run) {
      const trainsStart = start !== undefined && isInk(start) && run.rounds.length === 0;
      if (!trainsStart) await beginRounds();
    },
    async starting(_, epoch) {
      await starting.update(epoch);
      if (epoch.epoch < epoch.epochs) return;
      starting.stop();
      await beginRounds();
    },
    working: (work) => (progress ?? starting).within(work),
    round(run) {
      progress!.update(run.rounds.at(-1)!);
      return Promise.resolve();
    },
    ended() {
      starting.stop();
      progress?.stop();
      return Promise.resolve();
    },
  };
}
