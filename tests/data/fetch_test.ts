import { assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { CATALOGUE, type CatalogueEntry } from "../../lib/data/fetch/catalogue.ts";
import { catalogueEntry, type FetchOptions, fetchSource } from "../../lib/data/fetch/fetch.ts";
import { DataError } from "../../lib/data/source.ts";
import { stream } from "../../lib/random/mod.ts";
import { testWith } from "../permission.ts";
import { type FileServer, startFileServer } from "./file_server.ts";

const NEEDS = { read: true, write: true, net: true };

const random = stream(5, "content");
const CONTENT = Uint8Array.from({ length: 300_000 }, () => 256 * random());

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function entryOf(url: string, digest?: string): CatalogueEntry {
  return {
    name: "set",
    title: "a set",
    licence: "MIT",
    page: "https://example.org/set",
    download: { url, file: "set.zip", sha256: digest },
    source: "folder",
  };
}

/** A server with a good file, and a folder to fetch into. */
async function withServer(
  run: (server: FileServer, folder: string, fetchSet: FetchSet) => Promise<void>,
): Promise<void> {
  Deno.mkdirSync("runs", { recursive: true });
  const folder = Deno.makeTempDirSync({ dir: "runs" });
  await using server = startFileServer({ content: CONTENT, etag: '"v1"', ranges: true });
  const fetchSet: FetchSet = (digest, options = {}) =>
    fetchSource(entryOf(server.url, digest), { folder, agree: () => true, ...options });
  try {
    await run(server, folder, fetchSet);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

type FetchSet = (digest?: string, options?: Partial<FetchOptions>) => ReturnType<typeof fetchSource>;

function files(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

async function failure(work: Promise<unknown>): Promise<string> {
  return (await assertRejects(() => work, DataError)).message;
}

testWith(
  NEEDS,
  "a file is fetched whole, its checksum kept, and the second time only checked",
  () =>
    withServer(async (server, folder, fetchSet) => {
      const told: [number, number | undefined][] = [];
      const digest = await sha256(CONTENT);
      const path = join(folder, "set.zip");
      const first = await fetchSet(undefined, { onProgress: (bytes, total) => told.push([bytes, total]) });
      assertEquals(first, { path, sha256: digest, kept: false, checked: false });
      assertEquals(Deno.readFileSync(path), CONTENT);
      assertEquals(told.at(-1), [CONTENT.length, CONTENT.length]);
      assertEquals(files(folder), ["set.zip", "set.zip.sha256"]);
      assertEquals(Deno.readTextFileSync(`${path}.sha256`), `${digest}  set.zip\n`);

      assertEquals(await fetchSet(), { path, sha256: digest, kept: true, checked: true });
      assertEquals(server.seen.length, 1);
    }),
);

testWith(
  NEEDS,
  "nothing is asked of the server before the licence is agreed to",
  () =>
    withServer(async (server, folder, fetchSet) => {
      const asked: CatalogueEntry[] = [];
      const agree = (entry: CatalogueEntry) => asked.push(entry) < 0;
      assertEquals(
        await failure(fetchSet(undefined, { agree })),
        "Not fetched: the licence of set was not agreed to.",
      );
      assertEquals([asked[0].licence, server.seen.length, files(folder)], ["MIT", 0, []]);
    }),
);

testWith(
  NEEDS,
  "a broken fetch goes on where it stopped",
  () =>
    withServer(async (server, folder, fetchSet) => {
      server.behaviour.breakAfter = 100_000;
      assertMatch(
        await failure(fetchSet()),
        /^The connection broke after 100000 of 300000 bytes of http.*: .*\. Try again: it continues from there\.$/,
      );
      assertEquals(Deno.readFileSync(join(folder, "set.zip.part")), CONTENT.slice(0, 100_000));
      assertMatch(await failure(fetchSet()), /broke after 200000 of 300000 bytes/);
      server.behaviour.breakAfter = undefined;
      assertEquals((await fetchSet()).sha256, await sha256(CONTENT));
      assertEquals(server.seen, [
        { range: null, ifRange: null, status: 200 },
        { range: "bytes=100000-", ifRange: '"v1"', status: 206 },
        { range: "bytes=200000-", ifRange: '"v1"', status: 206 },
      ]);
      assertEquals(files(folder), ["set.zip", "set.zip.sha256"]);
    }),
);

for (
  const [name, change] of [
    ["the file has changed meanwhile", { content: CONTENT.slice().reverse(), etag: '"v2"' }],
    ["the server knows no ranges", { ranges: false }],
  ] as const
) {
  testWith(
    NEEDS,
    `a broken fetch starts again where ${name}`,
    () =>
      withServer(async (server, _, fetchSet) => {
        server.behaviour.breakAfter = 100_000;
        await failure(fetchSet());
        Object.assign(server.behaviour, change, { breakAfter: undefined });
        assertEquals((await fetchSet()).sha256, await sha256(new Uint8Array(server.behaviour.content)));
        assertEquals(server.seen.map(({ status }) => status), [200, 200]);
      }),
  );
}

testWith(
  NEEDS,
  "a broken fetch from a server that does not name its file starts again",
  () =>
    withServer(async (server, _, fetchSet) => {
      Object.assign(server.behaviour, { etag: null, breakAfter: 100_000 });
      assertMatch(await failure(fetchSet()), /\. Try again\.$/);
      server.behaviour.breakAfter = undefined;
      assertEquals((await fetchSet()).sha256, await sha256(CONTENT));
      assertEquals(server.seen.map(({ range }) => range), [null, null]);
    }),
);

testWith(
  NEEDS,
  "a fetch that broke after the last byte asks for nothing more",
  () =>
    withServer(async (server, folder, fetchSet) => {
      Deno.writeFileSync(join(folder, "set.zip.part"), CONTENT);
      Deno.writeTextFileSync(join(folder, "set.zip.part.validator"), '"v1"');
      assertEquals((await fetchSet()).sha256, await sha256(CONTENT));
      assertEquals(server.seen.map(({ status }) => status), [416]);
    }),
);

testWith(
  NEEDS,
  "a part longer than the file is thrown away",
  () =>
    withServer(async (server, folder, fetchSet) => {
      Deno.writeFileSync(join(folder, "set.zip.part"), new Uint8Array(CONTENT.length + 1));
      Deno.writeTextFileSync(join(folder, "set.zip.part.validator"), '"v1"');
      assertEquals((await fetchSet()).sha256, await sha256(CONTENT));
      assertEquals(server.seen.map(({ status }) => status), [416, 200]);
    }),
);

testWith(
  NEEDS,
  "a file with another checksum than the catalogue's is not kept",
  () =>
    withServer(async (server, folder, fetchSet) => {
      const wrong = "0".repeat(64);
      assertEquals(
        await failure(fetchSet(wrong)),
        `${server.url} is not the file expected: its SHA-256 is ${await sha256(CONTENT)}, ` +
          `but according to the catalogue it should be ${wrong}. It was not kept.`,
      );
      assertEquals(files(folder), []);
      assertEquals((await fetchSet(await sha256(CONTENT))).checked, true);
    }),
);

testWith(
  NEEDS,
  "a file with another checksum than the first time's is refused, fetched or changed on disk",
  () =>
    withServer(async (server, folder, fetchSet) => {
      const { path } = await fetchSet();
      Deno.writeTextFileSync(path, "something else");
      assertMatch(
        await failure(fetchSet()),
        /set\.zip was changed: .* according to .*set\.zip\.sha256 it should be .* Delete it/,
      );
      Deno.removeSync(path);
      server.behaviour.content = CONTENT.slice().reverse();
      assertMatch(
        await failure(fetchSet()),
        /is not the file expected: .* according to .*set\.zip\.sha256 it should be/,
      );
      assertEquals(files(folder), ["set.zip.sha256"]);
    }),
);

testWith(
  NEEDS,
  "a server that refuses is told by its answer",
  () =>
    withServer(async (server, folder, fetchSet) => {
      server.behaviour.status = 404;
      assertEquals(
        await failure(fetchSet()),
        `${server.url} cannot be fetched: the server answers 404 Not Found.`,
      );
      assertEquals(files(folder), []);
    }),
);

testWith(NEEDS, "a server that cannot be reached is told", () =>
  withServer(async (server, _, fetchSet) => {
    await server[Symbol.asyncDispose]();
    assertMatch(
      await failure(fetchSet()),
      /^http:\/\/127\.0\.0\.1:\d+\/set\.zip cannot be reached: .*refused.*\.$/,
    );
  }));

testWith(
  NEEDS,
  "a folder that cannot be made, or a part that cannot be written, is told",
  () =>
    withServer(async (server, folder, fetchSet) => {
      const file = join(folder, "file");
      Deno.writeTextFileSync(file, "");
      assertMatch(
        await failure(fetchSet(undefined, { folder: join(file, "x") })),
        /x cannot be made: /,
      );
      assertEquals(server.seen.length, 0);
      Deno.mkdirSync(join(folder, "set.zip.part"));
      assertMatch(await failure(fetchSet()), /set\.zip\.part cannot be written: /);
    }),
);

Deno.test("what has to be fetched by hand says where and how it is used", async () => {
  assertEquals(
    await failure(fetchSource(catalogueEntry("kaggle"), { agree: () => true })),
    "kaggle must be fetched by hand: download it from " +
      "https://www.kaggle.com/datasets/xainano/handwrittenmathsymbols and pass it as --data folder:PATH, " +
      "PATH being the archive or the folder unpacked from it.",
  );
});

Deno.test("an unknown name is refused with the nearest, a source that needs no download with what to do", () => {
  assertThrows(() => catalogueEntry("ink"), DataError, "ink is drawn by the program");
  assertThrows(() => catalogueEntry("digits"), DataError, "deno task digits");
  assertEquals(
    assertThrows(() => catalogueEntry("bhmsd"), DataError).message,
    `There is no data set to fetch "bhmsd"; did you mean bhmsds? There are ${
      CATALOGUE.map(({ name }) => name).join(", ")
    }.`,
  );
});

testWith(
  { read: true },
  "the task may reach the hosts of the catalogue and those they redirect to, no others",
  () => {
    const hosts = CATALOGUE.flatMap(({ download }) => download ? [new URL(download.url).host] : []);
    const task: string = JSON.parse(Deno.readTextFileSync("deno.json")).tasks.data.command;
    const allowed = /--allow-net=(\S+)/.exec(task)![1].split(",");
    assertEquals(new Set(allowed), new Set([...hosts, "codeload.github.com"]));
  },
);
