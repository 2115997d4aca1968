import { assert } from "@std/assert";
import { join } from "@std/path";
import { writeReport } from "../../lib/experiment/results/report/write_report.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { largeReport } from "./large_runs.ts";

testWith(
  { read: true, write: true },
  "a report of three methods and 82 symbols is under 2.5 MB",
  async () => {
    await withTemporaryFolder(async (folder) => {
      await writeReport(folder, largeReport());
      const { size } = await Deno.stat(join(folder, "report.html"));
      assert(size > 2_200_000 && size < 2_500_000, `${size} bytes`);
    });
  },
);
