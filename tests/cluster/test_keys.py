"""Who may read keys: plain unittest, run by `deno task test:cluster`."""

import stat
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "cluster" / "machine"))
from keys import make_certificate, make_node_key  # noqa: E402


class KeysTest(unittest.TestCase):
    def test_only_the_owner_reads_a_key_also_where_a_file_was_that_others_might(self):
        with tempfile.TemporaryDirectory() as name:
            folder, elsewhere = Path(name) / "keys", Path(name) / "elsewhere"
            folder.mkdir()
            elsewhere.write_text("not a key")
            (folder / "anna.key").write_text("old")
            (folder / "anna.key").chmod(0o666)
            (folder / "server.key").symlink_to(elsewhere)
            make_certificate(folder, "127.0.0.1")
            make_node_key(folder, "anna")
            for key in ("anna.key", "server.key"):
                self.assertEqual(stat.S_IMODE((folder / key).lstat().st_mode), 0o600, key)
                self.assertIn("PRIVATE KEY", (folder / key).read_text())
            self.assertEqual(elsewhere.read_text(), "not a key")


if __name__ == "__main__":
    unittest.main()
