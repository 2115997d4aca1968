/**
 * Messages for users: errors they can correct, suggestions for mistyped names, and errors of the operating system in
 * words.
 * @module
 */
export { UserError } from "./user_error.ts";
export { UsageError } from "./usage_error.ts";
export { misnamed, type NamedRow, nearest, noSuch } from "./names.ts";
export { inWords, reasonOf, systemError } from "./system_error.ts";
