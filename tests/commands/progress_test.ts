import { assertEquals } from "@std/assert";
import { startProgress } from "../../commands/shared/progress.ts";
import { duration, progressLine } from "../../commands/shared/progress_line.ts";

Deno.test("the progress line holds the round, accuracy, loss and the time left", () => {
  assertEquals(
    progressLine({ label: "non-iid", round: 3, rounds: 20, accuracy: 0.35678, loss: 2.41249, seconds: 100 }),
    "non-iid  round  3/20  accuracy 0.3568  loss 2.412  1 min 40 s left",
  );
});

Deno.test("before the first round the line says what is run; at the last one how long it took", () => {
  assertEquals(progressLine({ label: "iid", round: 0, rounds: 5 }), "iid  round 0/5");
  assertEquals(
    progressLine({ label: "iid", round: 5, rounds: 5, accuracy: 1, loss: 0, seconds: 52.4 }),
    "iid  round 5/5  accuracy 1.0000  loss 0.000  done in 52 s",
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

Deno.test("without a terminal every round is a line, the time left judged by the rounds so far", async () => {
  const lines: string[] = [];
  const log = console.log;
  console.log = (line: string) => lines.push(line);
  try {
    const progress = await startProgress({ label: "iid", rounds: 4, terminal: false });
    for (const [i, seconds] of [10, 20, 30, 4].entries()) {
      progress.update({ round: i + 1, accuracy: 0.5, loss: 1, seconds });
    }
    progress.stop();
  } finally {
    console.log = log;
  }
  // Means 10, 15, 20 s for 3, 2, 1 rounds to come; 64 s in all.
  assertEquals(lines, [
    "iid  round 1/4  accuracy 0.5000  loss 1.000  30 s left",
    "iid  round 2/4  accuracy 0.5000  loss 1.000  30 s left",
    "iid  round 3/4  accuracy 0.5000  loss 1.000  20 s left",
    "iid  round 4/4  accuracy 0.5000  loss 1.000  done in 1 min 4 s",
  ]);
});
