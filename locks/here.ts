// Started with --cached-only and a lock file, this fails where a package of that file is not yet in Deno's cache: so a
// task can say that it fetches them. Deno looks only if a package is imported: this one is in every lock file for users.
import "commander";
