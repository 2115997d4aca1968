import { join } from "@std/path";
import { tmpdir } from "node:os";
import { UsageError, UserError } from "../../lib/errors/mod.ts";
import { git } from "./git.ts";

/** A revision's files in a temporary folder, which is removed when it is disposed of. */
export interface Checkout extends AsyncDisposable {
  /** Its root: where deno.json lies. */
  readonly folder: string;
  /** The commit, short. */
  readonly commit: string;
}

/**
 * Checks a revision out, beside what is worked on: nothing of the working tree is touched.
 *
 * @param project The root of the working tree.
 * @param revision A branch, a tag or a commit.
 * @throws {UsageError} There is no such revision.
 * @throws {UserError} The project is in no git repository, or git cannot write its copy.
 */
export async function checkOut(project: string, revision: string): Promise<Checkout> {
  const inside = await git(project, "rev-parse", "--show-prefix");
  if (!inside.success) {
    throw new UserError("--compare needs FedInk's git repository, and this folder is in none: clone it.");
  }
  // A revision that begins with a dash would be a flag of git's.
  const found = await git(
    project,
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  );
  if (!found.success) {
    throw new UsageError(
      `There is no revision "${revision}" in this repository; --compare takes a branch, a tag or a commit.`,
    );
  }
  const commit = (await git(project, "rev-parse", "--short", found.out)).out;
  const root = join(tmpdir(), `fedink-base-${crypto.randomUUID()}`);
  const added = await git(project, "worktree", "add", "--quiet", "--detach", root, found.out);
  if (!added.success) throw new UserError(`${commit} cannot be checked out: ${added.error}`);
  return {
    folder: join(root, inside.out),
    commit,
    async [Symbol.asyncDispose]() {
      const remove = () => git(project, "worktree", "remove", "--force", root);
      // Ctrl-C reaches git as well, under `deno task` twice.
      const { success, error } = await remove().then((answer) => answer.success ? answer : remove());
      if (!success) throw new UserError(`The temporary folder ${root} is still there: ${error}`);
    },
  };
}

/** How many files differ from the last commit, new ones included. */
export async function changedFiles(project: string): Promise<number> {
  const { out } = await git(project, "status", "--porcelain", "--untracked-files=all");
  return out === "" ? 0 : out.split("\n").length;
}
