import { assertEquals } from "@std/assert";
import type { WorkDone } from "../../lib/federated/mod.ts";
import { startProgress } from "../../commands/shared/progress.ts";
import type { Run } from "../../lib/experiment/mod.ts";
import { RUNS } from "../experiment/hand_made_runs.ts";
import { tellRun } from "../../commands/shared/tell_run.ts";
import { duration, progressLine, workText } from "../../commands/shared/progress_line.ts";

Deno.test("the progress line holds the round, accuracy, loss and the time left", () => {
  assertEquals(
    progressLine({ label: "non-iid", round: 3, rounds: 20, accuracy: 0.35678, loss: 2.41249, seconds: 100 }),
    "non-iid  round  3/20  accuracy 35.7 %  loss 2.412  1 min 40 s left",
  );
});

Deno.test("before the first round the line says what is run; at the last one how long it took", () => {
  assertEquals(progressLine({ label: "iid", round: 0, rounds: 5 }), "iid  round 0/5");
  assertEquals(
    progressLine({ label: "iid", round: 5, rounds: 5, accuracy: 1, loss: 0, seconds: 52.4 }),
    "iid  round 5/5  accuracy 100.0 %  loss 0.000  done in 52 s",
  );
});

Deno.test("within a round the line says how far it is, in place of the loss", () => {
  const all = { round: 4, clients: 100, images: 1000, tested: 50 };
  const at = (done: WorkDone, work = all) => workText({ ...work, done: () => done });
  assertEquals(at({ clients: 37, images: 459, tested: 0 }), "round 4: 37 of 100 clients, 45 %");
  assertEquals(at({ clients: 99, images: 999, tested: 0 }), "round 4: 99 of 100 clients, 99 %");
  assertEquals(at({ clients: 100, images: 1000, tested: 25 }), "round 4: tested 50 %");
  assertEquals(at({ clients: 0, images: 290, tested: 0 }, { ...all, clients: 0 }), "round 4: 29 %");
  const epoch = { ...all, clients: 0, done: () => ({ clients: 0, images: 290, tested: 0 }) };
  assertEquals(workText(epoch, "epoch"), "epoch 4: 29 %");
  assertEquals(at({ clients: 1, images: 0, tested: 0 }, { ...all, clients: 1, tested: 0 }), "round 4: 0 %");
  assertEquals(
    progressLine({
      label: "iid",
      round: 3,
      rounds: 5,
      accuracy: 0.5,
      loss: 1,
      seconds: 9,
      within: "round 4: 29 %",
    }),
    "iid  round 3/5  accuracy 50.0 %  9 s left  round 4: 29 %",
  );
});

Deno.test("a duration is told in its two largest units", () => {
  assertEquals([0.4, 59.4, 59.6, 100, 3599.4].map(duration), [
    "0 s",
    "59 s",
    "1 min 0 s",
    "1 min 40 s",
    "59 min 59 s",
  ]);
  assertEquals([3600, 3629, 7500, 90_000].map(duration), [
    "1 h 0 min",
    "1 h 0 min",
    "2 h 5 min",
    "25 h 0 min",
  ]);
});

/** What is printed meanwhile. */
async function linesOf(run: () => Promise<void>): Promise<string[]> {
  const lines: string[] = [], log = console.log;
  console.log = (line: string) => lines.push(line);
  try {
    await run();
  } finally {
    console.log = log;
  }
  return lines;
}

Deno.test("without a terminal every round is a line, the time left judged by the rounds so far", async () => {
  const lines = await linesOf(async () => {
    const progress = await startProgress({ label: "iid", rounds: 4, terminal: false });
    for (const [i, seconds] of [10, 20, 30, 4].entries()) {
      progress.update({ round: i + 1, accuracy: 0.5, loss: 1, seconds });
    }
    progress.stop();
  });
  // Means 10, 15, 20 s for 3, 2, 1 rounds to come; 64 s in all.
  assertEquals(lines, [
    "iid  round 1/4  accuracy 50.0 %  loss 1.000  30 s left",
    "iid  round 2/4  accuracy 50.0 %  loss 1.000  30 s left",
    "iid  round 3/4  accuracy 50.0 %  loss 1.000  20 s left",
    "iid  round 4/4  accuracy 50.0 %  loss 1.000  done in 1 min 4 s",
  ]);
});

Deno.test("of a run the epochs of its start are told, where it has one to train, then its rounds", async () => {
  const [, , run] = RUNS, rounds = run.rounds.slice(0, 1);
  const told = (start: string | undefined, runs: readonly Run[]) =>
    linesOf(async () => {
      const telling = tellRun("iid", { start, rounds: 3 });
      for (const one of runs) await telling.started(one);
      if (start === "ink:70") {
        for (const epoch of [0, 1, 2]) {
          await telling.starting(run, { epoch, epochs: 2, images: 70, seconds: 4 * epoch });
        }
      }
      await telling.round({ ...run, rounds });
      await telling.ended(run);
    });
  const round = "iid  round 1/3  accuracy 10.0 %  loss 2.900  4 s left";
  const fresh = { ...run, rounds: [] };
  assertEquals(await told("ink:70", [fresh]), [
    "iid, start on 70 images of ink  epoch 1/2  4 s left",
    "iid, start on 70 images of ink  epoch 2/2  done in 12 s",
    round,
  ]);
  assertEquals(await told(undefined, [fresh]), [round]);
  // A saved model needs no training, nor does a run that goes on.
  assertEquals(await told("runs/other", [fresh]), [round]);
  assertEquals(await told("ink", [{ ...run, rounds }]), [round]);
});
