"""The only thing of a SuperLink that other machines reach: what nodes ask, and nothing else.

    python front.py HOST PORT INNER_PORT KEYS_FOLDER

Flower has its nodes', its operator's and its apps' interfaces on one port, and asks no key of an operator: who
reaches it can have every node run a program. So the SuperLink listens on loopback, and this passes on /v1/fleet/.
"""

import re
import ssl
import sys
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

# A node may send a whole model in one request, over a slow line.
SECONDS = 600


def make_front(inner: str, authority: Path) -> Starlette:
    client = httpx.AsyncClient(base_url=inner, verify=ssl.create_default_context(cafile=authority), timeout=SECONDS)

    async def forward(request: Request) -> Response:
        # A name of small letters: no way out of /v1/fleet/ by dots.
        if not re.fullmatch("[a-z-]+", request.path_params["call"]):
            return Response(status_code=404)
        headers = [(name, value) for name, value in request.headers.raw if name != b"host"]
        answer = await client.post(
            f"/v1/fleet/{request.path_params['call']}", content=await request.body(), headers=headers
        )
        kept = {name: value for name, value in answer.headers.items() if name != "content-length"}
        return Response(answer.content, answer.status_code, kept)

    return Starlette(routes=[Route("/v1/fleet/{call}", forward, methods=["POST"])])


if __name__ == "__main__":
    host, port, inner_port, keys = sys.argv[1:]
    folder = Path(keys)
    uvicorn.run(
        make_front(f"https://127.0.0.1:{inner_port}", folder / "ca.crt"),
        host=host,
        port=int(port),
        ssl_certfile=folder / "server.crt",
        ssl_keyfile=folder / "server.key",
    )
