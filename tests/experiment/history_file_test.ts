import { assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { readHistory } from "../../lib/experiment/results/history_file.ts";
import { writeHistory } from "../../lib/experiment/results/results.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { FileError } from "../../lib/files/mod.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { RUNS } from "./hand_made_runs.ts";

const FILES = { read: true, write: true };

testWith(
  FILES,
  "the history of runs is read as it was written, a loss that is not a number too",
  async () => {
    await withTemporaryFolder((folder) => {
      const [first, ...others] = RUNS;
      const lost = { ...first, rounds: first.rounds.map((round) => ({ ...round, loss: NaN })) };
      writeHistory(folder, [lost, ...others]);
      assertEquals(
        readHistory(folder),
        [lost, ...others].map(({ method, seed, rounds }) => ({
          method,
          seed,
          rounds: rounds.map((
            { round, accuracy, loss, uploadBytes, downloadBytes, simulatedSeconds, seconds },
          ) => ({
            round,
            accuracy,
            loss,
            uploadBytes,
            downloadBytes,
            simulatedSeconds,
            wallSeconds: seconds,
          })),
        })),
      );
    });
  },
);

testWith(FILES, "what is no history is refused, with the line that is wrong", async () => {
  await withTemporaryFolder((folder) => {
    assertThrows(() => readHistory(folder), FileError, "There is no file");
    const head = "method,seed,round,accuracy,loss,uploadBytes,downloadBytes,simulatedSeconds,wallSeconds";
    const good = "iid,1,1,0.5,1,0,0,0,0";
    const refused: [string, string][] = [
      ["", "has the columns , a history has method,seed,round"],
      [
        "method,seed,round,accuracy,loss,uploadBytes,downloadBytes,simulatedSeconds,seconds",
        "has the columns",
      ],
      [`${head}\n${good}\niid,1,2`, "line 3 is no round: iid,1,2"],
      [`${head}\n${good},7`, "line 2 is no round"],
      [`${head}\niid,1,1,1.5,1,0,0,0,0`, "line 2 is no round"],
      [`${head}\niid,1,1,x,1,0,0,0,0`, "line 2 is no round"],
      [`${head}\niid,1,1.5,0.5,1,0,0,0,0`, "line 2 is no round"],
      [`${head}\niid,1,1,0.5,1,-1,0,0,0`, "line 2 is no round"],
    ];
    for (const [text, message] of refused) {
      Deno.writeTextFileSync(join(folder, "history.csv"), text);
      assertThrows(() => readHistory(folder), UsageError, message);
    }
  });
});
