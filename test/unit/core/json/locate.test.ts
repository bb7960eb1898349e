import assert from "node:assert/strict";
import { locate } from "../../../../src/core/json/locate";
import type { JsonPath } from "../../../../src/core/schema/checked";

const text = `{
  "name": "con_Project",
  "fields": [
    { "name": "con_A", "type": "text" },
    { "name": "con_B",
      "entries": [ { "value": 1, "label": "🚀" }, { "value": 2 } ] }
  ],
  "a.b": { "": [true] }
}
`;
const place = (path: JsonPath, content: string | Uint8Array = text): string => {
  const { line, column } = locate(
    typeof content === "string" ? new TextEncoder().encode(content) : content,
    path,
  );
  return `${line}:${column}`;
};

describe("locate", () => {
  const cases: [path: JsonPath, place: string][] = [
    [[], "1:1"],
    [["name"], "2:11"],
    [["fields"], "3:13"],
    [["fields", 0], "4:5"],
    [["fields", 0, "type"], "4:32"],
    [["fields", 1, "name"], "5:15"],
    [["fields", 1, "entries", 0, "label"], "6:43"],
    [["fields", 1, "entries", 1], "6:51"],
    [["a.b"], "8:10"],
    [["a.b", "", 0], "8:17"],
  ];
  for (const [path, expected] of cases) {
    it(`finds ${JSON.stringify(path)} at ${expected}`, () => {
      assert.equal(place(path), expected);
    });
  }

  it("finds the nearest parent of what is missing", () => {
    assert.equal(place(["fields", 0, "displayName"]), "4:5");
    assert.equal(place(["fields", 7, "name"]), "3:13");
    assert.equal(place(["nowhere", "at", "all"]), "1:1");
    assert.equal(place(["name", "deeper"]), "2:11");
    assert.equal(place(["fields", "name"]), "3:13");
  });

  it("counts lines that end like those of Windows, and no byte order mark", () => {
    assert.equal(place(["fields", 1, "name"], text.replaceAll("\n", "\r\n")), "5:15");
    assert.equal(place(["name"], `\ufeff${text}`), "2:11");
    assert.equal(place(["a"], '\ufeff{"a":1}'), "1:6");
  });

  it("finds the value that counts when a property is there twice", () => {
    assert.equal(place(["a"], '{ "a": 1,\n  "a": 2 }'), "2:8");
    assert.equal(place(["a", "b"], '{ "a": { "b": 1 },\n  "a": { "c": 2 } }'), "2:8");
    assert.equal(place(["a", "b", 0], '{ "a": { "b": [1] },\n  "a": { "b": [] } }'), "2:15");
  });

  it("gives the start of what can't be read", () => {
    assert.equal(place(["name"], ""), "1:1");
    assert.equal(place(["name"], Uint8Array.of(0xff, 0xfe)), "1:1");
    assert.equal(place(["name"], "nonsense"), "1:1");
  });

  it("finds a place below very deep brackets, without an exception", () => {
    const depth = 50_000;
    assert.equal(place(["b"], `{"a":${"[".repeat(depth)}${"]".repeat(depth)},\n"b":1}`).split(":")[0], "2");
  });
});
