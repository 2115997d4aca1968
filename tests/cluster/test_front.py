"""What the front passes on: plain unittest, run by `deno task test:cluster`."""

import asyncio
import sys
import unittest
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[2] / "cluster" / "machine"))
import front  # noqa: E402


class FrontTest(unittest.IsolatedAsyncioTestCase):
    """The front as a server calls it, with a SuperLink that keeps what it is asked."""

    def setUp(self):
        self.asked: list[tuple[str, bytes, str | None]] = []

        def answer(request: httpx.Request) -> httpx.Response:
            self.asked.append((request.url.path, request.content, request.headers.get("signature")))
            return httpx.Response(201, content=b"answer", headers={"kind": "x"})

        client = httpx.AsyncClient(base_url="https://inner", transport=httpx.MockTransport(answer))
        self.front = front.make_front(client)

    async def ask(self, call: str, headers: dict[str, str], pieces: list[bytes], hangs: bool = False):
        """The answer's status and body, and how many pieces of the request were read."""
        read, sent = 0, []

        async def receive():
            nonlocal read
            if read == len(pieces):
                await asyncio.sleep(60 if hangs else 0)
                return {"type": "http.disconnect"}
            read += 1
            return {"type": "http.request", "body": pieces[read - 1], "more_body": hangs or read < len(pieces)}

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": f"/v1/fleet/{call}", "root_path": "", "query_string": b""}
        scope["headers"] = [(name.encode(), value.encode()) for name, value in headers.items()]
        await self.front(scope, receive, send)
        return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]), read

    async def test_a_part_of_a_model_is_passed_on_whole(self):
        part = bytes(range(256)) * (front.MOST_BYTES // 256)
        headers = {"content-length": str(len(part)), "signature": "s", "host": "outside"}
        status, body, _ = await self.ask("push-object", headers, [part[:1000], part[1000:]])
        self.assertEqual((status, body), (201, b"answer"))
        self.assertEqual(self.asked, [("/v1/fleet/push-object", part, "s")])

    async def test_what_is_too_long_or_does_not_say_how_long_is_refused_unread(self):
        for headers, wanted in (
            ({"content-length": str(front.MOST_BYTES + 1)}, 413),
            ({"content-length": str(1 << 60)}, 413),
            ({"transfer-encoding": "chunked"}, 411),
            ({"transfer-encoding": "chunked", "content-length": "5"}, 411),
            ({}, 411),
        ):
            with self.subTest(headers=headers):
                status, _, read = await self.ask("push-object", headers, [b"12345"])
                self.assertEqual((status, read, self.asked), (wanted, 0, []))

    async def test_other_paths_are_not_there(self):
        for call in ("..", "../control", "a%2fb", "a/b", "A", ""):
            status, _, _ = await self.ask(call, {"content-length": "0"}, [b""])
            self.assertEqual(status, 404, call)
        self.assertEqual(self.asked, [])

    async def test_who_sends_nothing_more_is_not_waited_for(self):
        front.BODY_SECONDS, kept = 0.05, front.BODY_SECONDS
        try:
            status, _, _ = await self.ask("push-object", {"content-length": "10"}, [b"12345"], hangs=True)
        finally:
            front.BODY_SECONDS = kept
        self.assertEqual((status, self.asked), (408, []))

    async def test_large_requests_wait_for_each_other_and_small_ones_do_not(self):
        large = {"content-length": str(front.SMALL_BYTES + 1)}
        waiting = [asyncio.create_task(self.ask("push-object", large, [b""], hangs=True)) for _ in range(front.MOST_LARGE)]
        await asyncio.sleep(0.01)
        one_more = asyncio.create_task(self.ask("push-object", large, [bytes(front.SMALL_BYTES + 1)]))
        await asyncio.sleep(0.05)
        small = await self.ask("send-node-heartbeat", {"content-length": "1"}, [b"1"])
        self.assertEqual((small[0], len(self.asked), one_more.done()), (201, 1, False))
        waiting[0].cancel()
        self.assertEqual((await one_more)[0], 201)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


if __name__ == "__main__":
    unittest.main()
