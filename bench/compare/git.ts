import { UserError } from "../../lib/errors/mod.ts";

/** What git answered. */
export interface Answer {
  readonly success: boolean;
  /** Its output, without the end of the last line. */
  readonly out: string;
  /** Its complaint. */
  readonly error: string;
}

/**
 * Runs git in a folder, without the user's hooks.
 *
 * @throws {UserError} git is not installed.
 */
export async function git(folder: string, ...args: string[]): Promise<Answer> {
  try {
    const { success, stdout, stderr } = await new Deno.Command("git", {
      args: ["-c", "core.hooksPath=/dev/null", ...args],
      cwd: folder,
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd();
    return { success, out: text(stdout), error: text(stderr) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new UserError("--compare needs git, which is not installed.");
    }
    throw error;
  }
}
