import { assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { LITTER, lockPart, removeLitter, WriteError, writeWholeText } from "../../lib/files/mod.ts";
import {
  initialParameters,
  layersOf,
  originalNetwork,
  parameterLayout,
  saveModel,
} from "../../lib/model/mod.ts";
import { testWith } from "../permission.ts";
import { withFiles } from "../data/files_on_disk.ts";

const NEEDS = { read: true, write: true };

testWith(
  NEEDS,
  "what a killed process was writing is removed once it is old; what is being written and all else stays",
  async () => {
    await withFiles(
      {
        [`a.fedink.1${LITTER}`]: "of a process that was killed",
        [`a.fedink.2${LITTER}`]: "being written",
        [`a.fedink.3${LITTER}`]: "just made",
        "a.fedink": "whole",
      },
      (folder) => {
        const old = new Date(Date.now() - 3_600_000);
        for (const name of [`a.fedink.1${LITTER}`, `a.fedink.2${LITTER}`, "a.fedink"]) {
          Deno.utimeSync(join(folder, name), old, old);
        }
        using writing = Deno.openSync(join(folder, `a.fedink.2${LITTER}`), { write: true });
        lockPart(writing);
        removeLitter(folder);
        const left = Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
        assertEquals(left, ["a.fedink", `a.fedink.2${LITTER}`, `a.fedink.3${LITTER}`]);
      },
    );
  },
);

testWith(NEEDS, "a file that cannot be written is as it was, and the message says why", async () => {
  await withFiles({ "there/x": "" }, (folder) => {
    const path = join(folder, "none", "file.txt");
    const { message } = assertThrows(() => writeWholeText(path, "text"), WriteError);
    assertEquals(message, `${path} cannot be written: there is no such file or folder.`);
    assertThrows(() => writeWholeText(join(folder, "there"), "text"), WriteError);
    assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["there"]);
  });
});

testWith(NEEDS, "where a model's weights cannot be written no model.json describes others", async () => {
  const topology = originalNetwork({ classes: 3 });
  const model = {
    topology,
    parameters: initialParameters(parameterLayout(layersOf(topology)), 1),
    classes: ["a", "b", "c"],
  };
  await withFiles({}, async (folder) => {
    await saveModel(folder, model);
    // A folder stands where the weights are to go: as a process killed there would, this leaves the old model.json or none.
    Deno.removeSync(join(folder, "weights.bin"));
    Deno.mkdirSync(join(folder, "weights.bin"));
    const failed = await saveModel(folder, model).catch((error) => error);
    assertEquals(failed instanceof WriteError, true);
    assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["weights.bin"]);
  });
});
