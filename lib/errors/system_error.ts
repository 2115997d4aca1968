import { UserError } from "./user_error.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of its path is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  EEXIST: "something else has this name",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file is larger than is allowed",
  EROFS: "the file system is read-only",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  ENOMEM: "there is not enough memory",
  EIO: "the disk does not work",
};

/** Why the operating system or Deno refused an operation on a file, in words; for other errors their message. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as Error & { code?: string };
  if ((error as Error)?.name === "NotCapable") return "this command may not do that there";
  const bare = message.replace(/ \(os error \d+\).*$/, "").replace(/\.$/, "");
  return REASONS[code ?? ""] ?? bare;
}

/** The message of an error for the user: one they can correct, or one of the operating system; undefined for a bug. */
export function inWords(error: unknown): string | undefined {
  return error instanceof UserError ? error.message : systemError(error);
}

/**
 * An error of the operating system or a missing permission as a sentence for the user, with the name of the file if it is
 * known; undefined for any other error.
 */
export function systemError(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ((error as Error)?.name === "NotCapable") {
    const [, access, what] = /^Requires (.+) access to (.+?), run again/.exec(error.message) ?? [];
    return `This command has no ${access ?? "such"} access to ${what ?? "that"}: see its line in deno.json.`;
  }
  if (!("code" in error && /^E[A-Z0-9]+$/.test(String(error.code)))) return undefined;
  const path = /: \w+ '(.+?)'/.exec(error.message)?.[1];
  return `${path ?? "A file cannot be used"}: ${reasonOf(error)}.`;
}
