/** How the server answers; changed while it runs. */
export interface Behaviour {
  /** What it serves. */
  content: Uint8Array;
  /** Null: it names none. */
  etag: string | null;
  /** Whether it answers ranges. */
  ranges: boolean;
  /** Breaks the connection after so many bytes of an answer. */
  breakAfter?: number;
  /** Answers with this instead of the file. */
  status?: number;
}

/** A request the server has seen, and how it was answered. */
export interface Seen {
  readonly range: string | null;
  readonly ifRange: string | null;
  readonly status: number;
}

/** A file server on the loopback address, as good or bad as a test wants it. */
export interface FileServer extends AsyncDisposable {
  readonly url: string;
  readonly behaviour: Behaviour;
  readonly seen: Seen[];
}

/** Starts it on a free port. Its answers follow RFC 9110, sections 13.1.5 (If-Range) and 14 (Range). */
export function startFileServer(behaviour: Behaviour): FileServer {
  const seen: Seen[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const range = request.headers.get("range"), ifRange = request.headers.get("if-range");
    const response = answer(behaviour, range, ifRange);
    seen.push({ range, ifRange, status: response.status });
    return response;
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/set.zip`,
    behaviour,
    seen,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

function answer(
  { content, etag, ranges, breakAfter, status }: Behaviour,
  range: string | null,
  ifRange: string | null,
) {
  if (status !== undefined) return new Response("no", { status });
  const headers = new Headers(etag === null ? {} : { etag });
  const asked = ranges && (ifRange === null || ifRange === etag)
    ? /^bytes=(\d+)-$/.exec(range ?? "")?.[1]
    : undefined;
  const start = Number(asked ?? 0);
  if (start >= content.length) {
    headers.set("content-range", `bytes */${content.length}`);
    return new Response(null, { status: 416, headers });
  }
  if (asked) headers.set("content-range", `bytes ${start}-${content.length - 1}/${content.length}`);
  const rest = content.slice(start);
  headers.set("content-length", `${rest.length}`);
  return new Response(breakAfter === undefined ? rest : broken(rest.slice(0, breakAfter)), {
    status: asked ? 206 : 200,
    headers,
  });
}

/** Sends the bytes, then ends, short of the length announced: the server drops the connection. */
function broken(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(bytes);
      await new Promise((resolve) => setTimeout(resolve, 100));
      controller.close();
    },
  });
}
