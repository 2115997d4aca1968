import type { StartEpoch } from "../../lib/experiment/light.ts";
import type { RoundWork } from "../../lib/federated/mod.ts";
import { type Progress, startProgress } from "./progress.ts";

/** Tells how far the training of a run's start is, in a line of its own. */
export interface StartProgress {
  /** Told before the first epoch, and after each. */
  update(epoch: StartEpoch): Promise<void>;
  /** Tells what the epoch that begins is about to do, and how far it is from then on. */
  within(work: RoundWork): void;
  /** Ends the line, where one was begun. */
  stop(): void;
}

/** Tells of a start from its first epoch on; of none where none is trained. */
export function tellStart(label: string): StartProgress {
  let progress: Progress | undefined;
  return {
    async update({ epoch, epochs, images, seconds }) {
      if (epoch > 0) progress!.update({ round: epoch, seconds });
      else {
        const about = `${label}, start on ${images} images of ink`;
        progress = await startProgress({ label: about, rounds: epochs, unit: "epoch" });
      }
    },
    within: (work) => progress?.within(work),
    stop() {
      progress?.stop();
      progress = undefined;
    },
  };
}
