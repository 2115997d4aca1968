import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join, toFileUrl } from "@std/path";
import { testWith } from "../permission.ts";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";

const ROOT = fromFileUrl(new URL("../..", import.meta.url));

/** Every file of requirements, from which Python on it installs, and names that must be in it. */
const FILES: Readonly<Record<string, { oldest: string; names: readonly string[] }>> = {
  "lab/requirements.txt": { oldest: "3.10", names: ["jupyterlab", "nbclient", "plotly"] },
  "cluster/requirements.txt": { oldest: "3.11", names: ["flwr", "numpy"] },
  "bench/peers/requirements/flower.txt": { oldest: "3.11", names: ["flwr", "keras", "ray"] },
  "bench/peers/requirements/keras.txt": { oldest: "3.10", names: ["keras", "tensorflow-cpu"] },
  "bench/peers/requirements/torch.txt": { oldest: "3.10", names: ["torch"] },
  "bench/peers/requirements/pfl.txt": { oldest: "3.11", names: ["pfl", "tensorflow", "tf-keras"] },
  "bench/peers/requirements/blazefl.txt": { oldest: "3.12", names: ["blazefl", "torch"] },
  "bench/peers/requirements/fedjax.txt": { oldest: "3.11", names: ["fedjax", "jax", "dm-haiku"] },
  "bench/peers/requirements/privacy.txt": { oldest: "3.10", names: ["dp-accounting", "mpmath"] },
};

for (const [file, { oldest, names }] of Object.entries(FILES)) {
  testWith({ read: true }, `${file}: every requirement is one version with its hashes`, async () => {
    const text = await Deno.readTextFile(join(ROOT, file));
    assertStringIncludes(
      text.slice(0, 400),
      `uv pip compile --universal --python-version ${oldest} --generate-hashes`,
    );
    const requirements = text.replaceAll("\\\n", " ").split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    for (const requirement of requirements) {
      assertMatch(requirement, /^[\w.-]+(\[\w+\])?==[\w.]+( ;[^#]+?)?( +--hash=sha256:[0-9a-f]{64})+$/);
    }
    for (const name of names) assert(requirements.some((one) => one.startsWith(`${name}==`)), name);
  });
}

testWith({ read: true }, "no other file of requirements lies in the project", async () => {
  const found: string[] = [];
  const visit = async (folder: string) => {
    for await (const { name, isDirectory } of Deno.readDir(join(ROOT, folder))) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (isDirectory && !name.startsWith(".") && !["data", "runs", "node_modules"].includes(name)) {
        await visit(path);
      } else if (/requirements(\/\w+)?\.txt$/.test(path)) found.push(path);
    }
  };
  await visit("");
  assertEquals(found.sort(), Object.keys(FILES).sort());
});

/** Sets an environment up where Pythons are these scripts of the shell; what was printed, and how it ended. */
async function setUpWith(
  pythons: Readonly<Record<string, string>>,
  requirements: string,
  newest?: number,
): Promise<{ code: number; text: string }> {
  await Deno.mkdir(join(ROOT, "runs"), { recursive: true });
  const folder = await Deno.makeTempDir({ dir: join(ROOT, "runs"), prefix: "test-python-" });
  try {
    for (const [name, script] of Object.entries(pythons)) {
      await Deno.writeTextFile(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    }
    const module = toFileUrl(join(ROOT, "scripts", "virtual_environment.ts"));
    const spec = {
      folder: join(folder, "venv"),
      requirements: join(ROOT, requirements),
      holds: "It",
      megabytes: 250,
      newest,
    };
    const program = `import { ensureVirtualEnvironment } from "${module}";
      try { await ensureVirtualEnvironment(${JSON.stringify(spec)}); } catch (error) {
        console.log(error.name + ": " + error.message);
        Deno.exit(1);
      }`;
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["eval", ...WHOLE_LOCK, program],
      cwd: ROOT,
      env: { PATH: folder },
    }).output();
    return { code, text: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const PYTHONS: readonly {
  name: string;
  python3: string;
  says: string;
  requirements?: string;
  newest?: number;
  others?: Readonly<Record<string, string>>;
}[] = [
  {
    name: "3.9",
    python3: 'echo "3.9.18 /opt/old/python3"',
    says: 'EnvironmentError: It needs Python 3.10 or newer; here "python3" is 3.9.18 (/opt/old/python3). ' +
      "Install a newer Python",
  },
  {
    name: "3.10 for the cluster",
    python3: 'echo "3.10.13 /usr/bin/python3"',
    says:
      'It needs Python 3.11 or newer; here "python3" is 3.10.13 (/usr/bin/python3). Install a newer Python',
    requirements: "cluster/requirements.txt",
  },
  {
    name: "3.13, newer than the requirements install on",
    python3: 'echo "3.13.0 /opt/new/python3"',
    newest: 12,
    says: 'EnvironmentError: It needs Python 3.10 to 3.12; here "python3" is 3.13.0 (/opt/new/python3). ' +
      "Install such a Python",
  },
  {
    name: "3.13 with a 3.12 beside it takes that one",
    python3: 'echo "3.13.0 /opt/new/python3"',
    others: {
      "python3.12": 'case "$1" in -c) echo "3.12.1 /opt/python3.12";; *) echo "$0 was taken"; exit 1;; esac',
      "python3.13": 'echo "3.13.0 /opt/new/python3"',
    },
    newest: 12,
    says: "/python3.12 was taken",
  },
  {
    name: "3.9 with newer ones beside it takes the newest",
    python3: 'echo "3.9.18 /opt/old/python3"',
    others: {
      "python3.11": 'echo "3.11.1 /opt/python3.11"',
      "python3.12": 'case "$1" in -c) echo "3.12.1 /opt/python3.12";; *) echo "$0 was taken"; exit 1;; esac',
    },
    says: "/python3.12 was taken",
  },
  { name: "2.7", python3: 'echo "2.7.18 /usr/bin/python"', says: '"python3" is 2.7.18 (/usr/bin/python)' },
  {
    name: "that does not start",
    python3: 'echo "not found" >&2; exit 127',
    says: 'EnvironmentError: It needs Python 3.10 or newer, and no working "python3" was found.',
  },
  {
    name: "3.11 without its venv module",
    python3: 'echo "3.11.2 /usr/bin/python3"; echo "No module named ensurepip" >&2; exit 1',
    says: "needs Python's venv module, which Python 3.11.2 (/usr/bin/python3) lacks here. " +
      "On Debian and Ubuntu it comes with: apt install python3-venv",
  },
  {
    name: "3.10 is taken, and what failed after that is told",
    python3: 'case "$1" in -c) echo "3.10.0 /usr/bin/python3";; *) echo "the disk is full"; exit 1;; esac',
    says: "could not be made: the disk is full",
  },
  {
    name: "3.13 is told to install nothing but files with a known hash",
    python3: 'if [ "$1" = -c ]; then echo "3.13.0 /usr/bin/python3"; else /bin/mkdir -p "$3/bin"; ' +
      'echo "#!/bin/sh\necho asked: \\$*; exit 1" > "$3/bin/python"; /bin/chmod +x "$3/bin/python"; fi',
    says:
      "It could not be installed: asked: -m pip install --quiet --disable-pip-version-check --require-hashes -r",
  },
];

for (const { name, python3, says, requirements = "lab/requirements.txt", newest, others } of PYTHONS) {
  testWith(
    { read: true, write: true, run: true },
    `ensureVirtualEnvironment() on Python ${name}`,
    async () => {
      const { code, text } = await setUpWith({ python3, ...others }, requirements, newest);
      assertEquals(code, 1);
      assertStringIncludes(text, says);
    },
  );
}
