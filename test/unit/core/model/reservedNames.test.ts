import assert from "node:assert/strict";
import { isReservedOnWindows } from "../../../../src/core/model/names";

describe("isReservedOnWindows", () => {
  const reserved = [
    "CON",
    "prn",
    "Aux.json",
    "nul.tar.gz",
    "COM0",
    "com9.json",
    "LPT1",
    "lpt\u00b2.txt",
    "CON ",
    "aux .json",
  ];
  for (const name of reserved) {
    it(`keeps ${name}`, () => assert.ok(isReservedOnWindows(name)));
  }

  for (const name of [
    "CONs",
    "con_Aux",
    "console.json",
    "COM",
    "COM10",
    "LPT\u2074",
    ".con",
    "xnul",
    "a.con",
    "",
  ]) {
    it(`leaves ${name || "no name at all"}`, () => assert.ok(!isReservedOnWindows(name)));
  }
});
