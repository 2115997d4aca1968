import { assertEquals } from "@std/assert";
import { officialPart, setOfPath, writerName } from "../../lib/data/crohme/sets.ts";
import { OFFICIAL } from "../../lib/data/dataset.ts";

Deno.test("the folders of the CROHME packages tell the set", () => {
  const sets = {
    "TrainINKML/KAIST/a.inkml": "2013train-kaist",
    "CROHME_full_v2.zip/CROHME2013_data/TrainINKML.zip/TrainINKML/MfrDB/a.inkml": "2013train-mfrdb",
    "TestINKMLGT/a.inkml": "2013test",
    "TestEM2014GT/a.inkml": "2014test",
    "CROHME_training/a.inkml": "2011train",
    "CROHME_testGT/a.inkml": "2011test",
    "trainData/trainData/a.inkml": "2012train",
    "testDataGT/a.inkml": "2012test",
    "INKML/test/CROHME2016_test/a.inkml": "2016test",
    "INKML/train/CROHME2019/a.inkml": "CROHME2019",
    "mine/a.inkml": "mine",
    "a.inkml": "inkml",
  };
  for (const [path, set] of Object.entries(sets)) assertEquals(setOfPath(path), set, path);
});

Deno.test("officially 2011 to 2013 train, 2014 tests, and the rest is in neither", () => {
  for (const set of ["2011test", "2012train", "2013train-hamex", "2013test", "2014train"]) {
    assertEquals(officialPart(set), OFFICIAL.train, set);
  }
  assertEquals(officialPart("2014test"), OFFICIAL.test);
  for (const set of ["2016test", "2019train", "inkml", "mine"]) {
    assertEquals(officialPart(set), OFFICIAL.neither, set);
  }
});

Deno.test("writers are told apart by where they wrote; KAIST's and HAMEX's keep their names in all sets", () => {
  const id = "F1";
  assertEquals(writerName({ set: "2014test", id, writer: "18" }), "2014test/18");
  assertEquals(writerName({ set: "2013test", id, writer: "18" }), "2013test/18");
  assertEquals(writerName({ set: "2012test", id, writer: "Ab+/=", copyright: "KAIST" }), "kaist/Ab+/=");
  assertEquals(writerName({ set: "2011test", id, writer: "CIEL233" }), "hamex/ciel233");
  assertEquals(writerName({ set: "2013train-mfrdb", id, writer: "User001" }), "mfrdb/User001");
});

Deno.test("a MathBrush file's recording session counts as its writer; who is unknown is nobody", () => {
  assertEquals(writerName({ set: "2013train-mathbrush", id: "200926-1550-161" }), "mathbrush/200926-1550");
  assertEquals(writerName({ set: "2013train-mfrdb", id: "a", writer: "Unknown" }), null);
  assertEquals(writerName({ set: "2011test", id: "algb02" }), null);
});
