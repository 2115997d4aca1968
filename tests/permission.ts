/** What a test needs; each as in `Deno.permissions`. */
export interface Needs {
  /** Reading files. */
  readonly read?: boolean;
  /** Writing files. */
  readonly write?: boolean;
  /** Running programs. */
  readonly run?: boolean;
  /** Network, loopback included. */
  readonly net?: boolean;
  /** Environment variables. */
  readonly env?: boolean;
  /** Facts of the system. */
  readonly sys?: boolean;
}

function granted(name: Deno.PermissionName): boolean {
  return Deno.permissions.querySync({ name } as Deno.PermissionDescriptor).state === "granted" ||
    partly(name);
}

/** A task grants folders or variables, not everything; then the descriptor without a path says "prompt". */
function partly(name: Deno.PermissionName): boolean {
  const probe: Partial<Record<Deno.PermissionName, Deno.PermissionDescriptor>> = {
    read: { name: "read", path: "tests" },
    write: { name: "write", path: "runs" },
    env: { name: "env", variable: "FEDINK_DATA" },
    net: { name: "net", host: "127.0.0.1" },
    run: { name: "run", command: Deno.execPath() },
    sys: { name: "sys", kind: "osRelease" },
  };
  const descriptor = probe[name];
  return descriptor !== undefined && Deno.permissions.querySync(descriptor).state === "granted";
}

/** A test that is skipped, by name, where a permission it needs was not given. */
export function testWith(
  needs: Needs,
  name: string,
  run: (t: Deno.TestContext) => void | Promise<void>,
): void {
  const missing = (Object.keys(needs) as Deno.PermissionName[]).filter((need) => !granted(need));
  Deno.test({
    name: missing.length === 0 ? name : `${name} (skipped: needs --allow-${missing.join(", --allow-")})`,
    ignore: missing.length > 0,
    fn: run,
  });
}

/** A test on real data: skipped, by name, where `FEDINK_DATA` names no readable folder. */
export function testWithData(name: string, run: (folder: string) => void | Promise<void>): void {
  const folder = granted("env") && granted("read") ? Deno.env.get("FEDINK_DATA") : undefined;
  Deno.test({
    name: folder ? name : `${name} (skipped: needs real data, FEDINK_DATA)`,
    ignore: !folder,
    fn: () => run(folder!),
  });
}
