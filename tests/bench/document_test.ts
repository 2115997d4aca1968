import { assertEquals } from "@std/assert";
import { withSection } from "../../bench/document.ts";

Deno.test("withSection replaces what stands between the marks and nothing else", () => {
  const before = "# Title\n\n<!-- a -->\n\nold\n\n<!-- /a -->\n\nby hand\n";
  assertEquals(withSection(before, "a", "new\n"), "# Title\n\n<!-- a -->\n\nnew\n\n<!-- /a -->\n\nby hand\n");
});

Deno.test("withSection adds a section that is not there at the end, and finds it the next time", () => {
  const once = withSection("# Title\n", "a", "one");
  assertEquals(once, "# Title\n\n<!-- a -->\n\none\n\n<!-- /a -->\n");
  assertEquals(withSection(once, "a", "two"), once.replace("one", "two"));
  assertEquals(withSection("", "a", "one"), "<!-- a -->\n\none\n\n<!-- /a -->\n");
});
