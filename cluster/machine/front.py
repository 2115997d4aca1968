"""The only thing of a SuperLink that other machines reach: what nodes ask, and nothing else.

    python front.py HOST PORT INNER_PORT KEYS_FOLDER

Flower has its nodes', its operator's and its apps' interfaces on one port, and asks no key of an operator: who
reaches it can have every node run a program. So the SuperLink listens on loopback, and this passes on /v1/fleet/.
It reads a whole request before it asks whose it is; so this takes requests of a bounded size only.
"""

import asyncio
import contextlib
import re
import ssl
import sys
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

# An answer may be a part of a model, over a slow line.
SECONDS = 600
# Flower cuts a model into parts of 5 MiB, a request each.
MOST_BYTES = 16 << 20
# Larger requests are in memory so many at a time, the others wait; heartbeats and questions are smaller.
SMALL_BYTES = 64 << 10
MOST_LARGE = 32
# What a request may take to arrive: at 1 Mbit/s a part takes 42.
BODY_SECONDS = 120


def make_front(client: httpx.AsyncClient) -> Starlette:
    large = asyncio.Semaphore(MOST_LARGE)

    async def forward(request: Request) -> Response:
        # A name of small letters: no way out of /v1/fleet/ by dots.
        if not re.fullmatch("[a-z-]+", request.path_params["call"]):
            return Response(status_code=404)
        # The server lets nobody send more than is said here.
        length = request.headers.get("content-length")
        if length is None or "transfer-encoding" in request.headers:
            return Response(status_code=411)
        if int(length) > MOST_BYTES:
            return Response(status_code=413)
        async with large if int(length) > SMALL_BYTES else contextlib.nullcontext():
            try:
                body = await asyncio.wait_for(request.body(), BODY_SECONDS)
            except (asyncio.TimeoutError, ClientDisconnect):
                return Response(status_code=408)
            return await passed_on(request, body)

    async def passed_on(request: Request, body: bytes) -> Response:
        headers = [(name, value) for name, value in request.headers.raw if name != b"host"]
        answer = await client.post(f"/v1/fleet/{request.path_params['call']}", content=body, headers=headers)
        kept = {name: value for name, value in answer.headers.items() if name != "content-length"}
        return Response(answer.content, answer.status_code, kept)

    return Starlette(routes=[Route("/v1/fleet/{call}", forward, methods=["POST"])])


def client_of(inner: str, authority: Path) -> httpx.AsyncClient:
    """Asks the SuperLink, whose certificate is of our own authority."""
    return httpx.AsyncClient(base_url=inner, verify=ssl.create_default_context(cafile=authority), timeout=SECONDS)


if __name__ == "__main__":
    host, port, inner_port, keys = sys.argv[1:]
    folder = Path(keys)
    uvicorn.run(
        make_front(client_of(f"https://127.0.0.1:{inner_port}", folder / "ca.crt")),
        host=host,
        port=int(port),
        ssl_certfile=folder / "server.crt",
        ssl_keyfile=folder / "server.key",
    )
