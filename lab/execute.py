"""Executes a notebook from clean: reads it from stdin, writes it with its outputs to stdout.

The Deno kernel may report a cell as finished before its last outputs have left, so after each cell this waits until
nothing has come for a moment.
"""

import sys
from queue import Empty

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

QUIET_SECONDS = 0.2
CELL_SECONDS = 3600


class LosslessClient(NotebookClient):
    async def _async_poll_output_msg(self, parent_msg_id, cell, cell_index):
        await super()._async_poll_output_msg(parent_msg_id, cell, cell_index)
        while True:
            try:
                message = await self.kc.iopub_channel.get_msg(timeout=QUIET_SECONDS)
            except Empty:
                return
            if message["parent_header"].get("msg_id") == parent_msg_id:
                self.process_message(message, cell, cell_index)


notebook = nbformat.reads(sys.stdin.read(), as_version=4)
client = LosslessClient(
    notebook,
    timeout=CELL_SECONDS,
    kernel_name="deno",
    record_timing=False,
    resources={"metadata": {"path": sys.argv[1]}},
)
try:
    client.execute()
except CellExecutionError:
    pass  # The error is an output of its cell; the caller names it.
sys.stdout.write(nbformat.writes(notebook))
