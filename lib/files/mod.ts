/**
 * Files: what is read is checked first, what is written is written whole or not at all.
 * @module
 */
export { FileError, plainFileSize, readBytes, readText } from "./plain_file.ts";
export { pathKind } from "./path_kind.ts";
export { writeAll } from "./write_all.ts";
export { WriteError, writeWhole, writeWholeText } from "./write_whole.ts";
export { LITTER, lockPart, removeLitter } from "./litter.ts";
export { fileDigest, hashFile } from "./file_digest.ts";
export { projectPath, userPath, userSource } from "./user_path.ts";
