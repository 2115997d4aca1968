import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { openState } from "../../cluster/state.ts";
import { writeSecret } from "../../cluster/write_secret.ts";
import { withFiles } from "../data/files_on_disk.ts";
import { testWith } from "../permission.ts";

const NEEDS = { read: true, write: true };
const mode = (path: string) => Deno.lstatSync(path).mode! & 0o777;

if (Deno.build.os !== "windows") {
  testWith(
    NEEDS,
    "only the owner reads a key, also where a file or a link was that others might read",
    () =>
      withFiles({ "old": "old", "elsewhere": "not a key" }, async (folder) => {
        const at = (name: string) => join(folder, name);
        Deno.chmodSync(at("old"), 0o666);
        Deno.linkSync(at("elsewhere"), at("linked"));
        for (const name of ["old", "linked", "new"]) {
          await writeSecret(at(name), "key");
          assertEquals([mode(at(name)), Deno.readTextFileSync(at(name))], [0o600, "key"]);
        }
        assertEquals(Deno.readTextFileSync(at("elsewhere")), "not a key");
      }),
  );

  testWith(
    NEEDS,
    "a cluster's folders are the owner's, also where they were open",
    () =>
      withFiles({ "state/keys/old": "" }, async (folder) => {
        Deno.chmodSync(join(folder, "state", "keys"), 0o755);
        const { keys, processes, flower, exchange } = await openState(join(folder, "state"));
        assertEquals([keys, processes, flower, exchange].map(mode), [0o700, 0o700, 0o700, 0o700]);
      }),
  );
}
