/**
 * Writes a table as an Excel workbook: five small XML parts in a zip file without compression (ECMA-376, and APPNOTE of
 * the zip format). Text stays text, so that no cell can turn into a formula.
 */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const PART = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const SHEETS = '<sheets><sheet name="Report" sheetId="1" r:id="rId1"/></sheets>';
const TYPES = [
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  `<Override PartName="/xl/workbook.xml" ContentType="${PART}.sheet.main+xml"/>`,
  `<Override PartName="/xl/sheet.xml" ContentType="${PART}.worksheet+xml"/>`,
].join("");

/** The bytes of a workbook with one sheet. */
export function workbook(lines) {
  return zip({
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types">${TYPES}</Types>`,
    "_rels/.rels": relations(`${RELATION}/officeDocument`, "xl/workbook.xml"),
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}">${SHEETS}</workbook>`,
    "xl/_rels/workbook.xml.rels": relations(`${RELATION}/worksheet`, "sheet.xml"),
    "xl/sheet.xml": `${XML}<worksheet xmlns="${MAIN}"><sheetData>${lines.map(row).join("")}</sheetData></worksheet>`,
  });
}

function relations(type, target) {
  const relation = `<Relationship Id="rId1" Type="${type}" Target="${target}"/>`;
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation}</Relationships>`;
}

const row = (values) => `<row>${values.map(cell).join("")}</row>`;

function cell(value) {
  if (typeof value === "number") return `<c><v>${value}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(String(value ?? ""))}</t></is></c>`;
}

/** Without what XML forbids, and with what it reserves in its own spelling. */
function escaped(text) {
  const allowed = text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, "");
  return allowed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Numbers of the zip format: signatures, version 2.0, names in UTF-8, and the day 1 January 1980. */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8 = 0x0800;
const FIRST_DAY = 0x0021;

function zip(parts) {
  const encoder = new TextEncoder();
  const local = [];
  const central = [];
  for (const [path, text] of Object.entries(parts)) {
    const [name, bytes] = [encoder.encode(path), encoder.encode(text)];
    const fields = common(name, bytes);
    const rest = [[0, 2], [0, 2], [0, 2], [0, 4], [local.length, 4]];
    central.push(...numbers([[CENTRAL, 4], [VERSION, 2], ...fields, ...rest]), ...name);
    local.push(...numbers([[LOCAL, 4], ...fields]), ...name, ...bytes);
  }
  const count = Object.keys(parts).length;
  const end = numbers([[END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [central.length, 4], [local.length, 4], [0, 2]]);
  return Uint8Array.from([...local, ...central, ...end]);
}

/** The fields that a file has both before its bytes and in the list at the end. */
function common(name, bytes) {
  const before = [[VERSION, 2], [UTF8, 2], [0, 2], [0, 2], [FIRST_DAY, 2]];
  return [...before, [checksum(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];
}

/** Little-endian bytes of numbers with their sizes. */
function numbers(fields) {
  return fields.flatMap(([value, size]) => Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 0xff));
}

/** CRC-32 of the zip format. */
function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
