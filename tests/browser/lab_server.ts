import { join } from "@std/path";
import { ensureEnvironment, ROOT } from "../../lab/environment.ts";

/** What decides how JupyterLab shows a notebook. */
export interface LabOptions {
  /** A folder inside the repository, whose notebooks are opened. */
  readonly folder: string;
  /** Whether Plotly's renderer, an extension of JupyterLab, is switched on. */
  readonly renderer: boolean;
}

/** A running JupyterLab. */
export interface Lab {
  /** The address of a notebook of the folder. */
  readonly address: (notebook: string) => string;
}

const MILLISECONDS_TO_END = 30_000;

const TOKEN = "browser-test";

/** Runs JupyterLab with the project's own environment and kernel, without touching the user's settings. */
export async function withLab(
  { folder, renderer }: LabOptions,
  use: (lab: Lab) => Promise<void>,
): Promise<void> {
  const { jupyter, variables } = await ensureEnvironment();
  await withServer([jupyter, "lab", `--ServerApp.root_dir=${folder}`], { renderer, variables }, use);
}

/** Runs `deno task lab`, without touching the user's settings. */
export async function withLabTask(use: (lab: Lab) => Promise<void>): Promise<void> {
  await ensureEnvironment();
  await withServer([Deno.execPath(), "task", "lab"], { renderer: true, variables: {} }, use);
}

/** How JupyterLab is set up, and variables of its environment besides those of its folders. */
interface ServerOptions {
  readonly renderer: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

async function withServer(
  [program, ...words]: readonly string[],
  { renderer, variables }: ServerOptions,
  use: (lab: Lab) => Promise<void>,
): Promise<void> {
  const home = await Deno.makeTempDir({ dir: join(ROOT, "runs"), prefix: "jupyter-" });
  await writeSettings(home, renderer);
  const server = new Deno.Command(program, {
    args: [
      ...words,
      "--no-browser",
      "--allow-root",
      `--IdentityProvider.token=${TOKEN}`,
      `--LabApp.user_settings_dir=${join(home, "settings")}`,
      `--LabApp.workspaces_dir=${join(home, "workspaces")}`,
    ],
    cwd: ROOT,
    env: {
      ...variables,
      JUPYTER_CONFIG_DIR: join(home, "config"),
      JUPYTER_DATA_DIR: join(home, "data"),
      JUPYTER_RUNTIME_DIR: join(home, "runtime"),
    },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  try {
    const origin = await addressSaid(server.stderr);
    await use({ address: (notebook) => `${origin}/lab/tree/${notebook}?token=${TOKEN}&reset` });
  } finally {
    server.kill("SIGTERM");
    // Python may stand still at its end, when all has been shut down.
    const hung = setTimeout(() => server.kill("SIGKILL"), MILLISECONDS_TO_END);
    await server.status;
    clearTimeout(hung);
    await Deno.remove(home, { recursive: true });
  }
}

async function writeSettings(home: string, renderer: boolean): Promise<void> {
  const write = async (path: string, settings: unknown) => {
    await Deno.mkdir(join(home, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(home, path), JSON.stringify(settings));
  };
  // All outputs stand in the page at once, so that they can be counted.
  await write("settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings", {
    windowingMode: "none",
  });
  const off = { "@jupyterlab/apputils-extension:announcements": true };
  await write("config/labconfig/page_config.json", {
    disabledExtensions: renderer ? off : { ...off, "@jupyterlab/plotly-extension": true },
  });
}

/** Reads the server's log until it names its address, and on to its end, so that it never waits for a reader. */
async function addressSaid(stderr: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  const log = stderr.pipeThrough(new TextDecoderStream());
  let text = "";
  for await (const chunk of log.values({ preventCancel: true })) {
    text += chunk;
    const origin = /(http:\/\/(?:127\.0\.0\.1|localhost):\d+)\/lab\S*\?token/.exec(text)?.[1];
    if (!origin) continue;
    log.pipeTo(new WritableStream()).catch(() => {});
    return origin;
  }
  throw new Error(`JupyterLab ended before it was ready: ${text}`);
}
