/** A lock file of Deno, version 5; packages by "name@version", with their peers behind "_". */
export interface LockFile {
  readonly version: string;
  /** What imports ask for, "npm:name@range", to the version taken, with its peers. */
  readonly specifiers: Readonly<Record<string, string>>;
  readonly npm: Readonly<Record<string, LockedPackage>>;
}

/** A package of a lock file; each dependency by its name, or by its key where there are several of that name. */
export interface LockedPackage {
  readonly integrity: string;
  readonly dependencies?: readonly string[];
  readonly optionalDependencies?: readonly string[];
}

/**
 * The part of a lock file that some packages and everything they depend on make.
 *
 * @param wanted As imports name them: "npm:valibot@1.5.0".
 * @throws {Error} One is not in the lock file.
 */
export function partOfLock({ version, specifiers, npm }: LockFile, wanted: readonly string[]): LockFile {
  const keys = Object.keys(npm);
  const taken = new Set<string>();
  const take = (name: string) => {
    const key = keys.find((key) => key === name || key.startsWith(`${name}@`));
    if (key === undefined) throw new Error(`deno.lock has no package ${name}`);
    if (taken.has(key)) return;
    taken.add(key);
    const { dependencies = [], optionalDependencies = [] } = npm[key];
    [...dependencies, ...optionalDependencies].forEach(take);
  };
  for (const specifier of wanted) {
    const taken = specifiers[specifier];
    if (taken === undefined) throw new Error(`deno.lock has no ${specifier}`);
    take(`${specifier.slice("npm:".length).replace(/@[^@/]*$/, "")}@${taken}`);
  }
  return {
    version,
    specifiers: Object.fromEntries(
      [...new Set(wanted)].sort().map((specifier) => [specifier, specifiers[specifier]]),
    ),
    npm: Object.fromEntries(keys.filter((key) => taken.has(key)).map((key) => [key, npm[key]])),
  };
}
