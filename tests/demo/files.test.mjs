/** Exported files: they open elsewhere, and nothing in them runs. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { FORMATS } from "../../www/demo/files.js";

const LINES = [["Name", "Total"], ["=1+1", 2.5], ['A "b" & <c>', -3]];

test("CSV is quoted, and a formula is text", () => {
  assert.equal(FORMATS.csv.write(LINES), '"Name","Total"\r\n"\'=1+1","2.5"\r\n"A ""b"" & <c>","-3"');
});

test("JSON is a list of records", () => {
  assert.deepEqual(JSON.parse(FORMATS.json.write(LINES))[0], { Name: "=1+1", Total: 2.5 });
});

test("a workbook is a zip of its parts, with text as text", () => {
  const bytes = Buffer.from(FORMATS.xlsx.write(LINES));
  assert.equal(bytes.readUInt32LE(0), 0x04034b50);
  assert.equal(bytes.readUInt16LE(bytes.length - 12), 5);
  const text = bytes.toString("utf8");
  assert.ok(text.includes('<t xml:space="preserve">=1+1</t>') && text.includes("&amp; &lt;c&gt;") && text.includes("<v>-3</v>"));
});
