/**
 * Finds the row that a user means: "1042", "inv 1042" and "INV-1042" are one invoice, "ravi" is Ravi Kulkarni.
 * What cannot be found is refused with a reason, and what has several readings is asked.
 */

import { ask, refuse } from "./result.js";
import { joined } from "./wording.js";

/** Ways to write the kind of a document, by the prefix that the demo gives it. */
const PREFIXES = {
  INV: ["INV", "INVOICE", "BILL", "PINV", "SINV", "SI"],
  PO: ["PO"],
  LR: ["LR", "LV", "LEAVE"],
  TKT: ["TKT", "TICKET", "TIC", "INC"],
};
/** Words that say what a place is, not which. */
const SITE_WORDS = new Set(["the", "store", "stores", "warehouse", "depot", "site", "branch", "main", "office"]);
/** Shorter beginnings of a name could mean anyone. */
const SHORTEST_BEGINNING = 3;

/** The row of a document by what was typed; nothing when there is none. */
function matchDocument(rows, prefix, typed) {
  const wanted = plain(typed?.value ?? typed);
  const exact = rows.find((row) => plain(row.id) === wanted);
  if (exact) return exact;
  const [, letters, digits] = /^([A-Z]*?)0*(\d+)$/.exec(wanted) ?? [];
  const fits = digits !== undefined && (letters === "" || PREFIXES[prefix].includes(letters));
  return fits ? rows.find((row) => row.id === `${prefix}-${digits}`) : undefined;
}

/** All rows whose name, id or e-mail address a user may mean. */
export function matchNames(rows, typed, nameOf = (row) => row.name) {
  const wanted = words(typed);
  const whole = wanted.join(" ");
  const exact = rows.filter((row) => [nameOf(row), row.id, row.email].some((own) => words(own).join(" ") === whole));
  if (exact.length > 0 || wanted.length === 0) return exact;
  return rows.filter((row) => wanted.every((word) => words(nameOf(row)).some((own) => begins(own, word))));
}

/** A colleague; "me" is the person who asks. */
export function person(desk, typed, table = "staff") {
  const name = /^(me|myself|i|mine)$/i.test(String(typed).trim()) ? desk.person.name : typed;
  return one(matchNames(desk.store.rows(table), name), {
    none: "there is no one of that name in the staff list",
    several: (names) => `Which of them do you mean, ${names}?`,
  });
}

/** A business partner of a kind, `Customer` or `Vendor`. */
export function party(desk, typed, kind) {
  const known = desk.store.rows("parties").filter((row) => !kind || row.kind === kind);
  const noun = kind?.toLowerCase() ?? "customer or vendor";
  return one(matchNames(known, typed, (row) => row.id), {
    none: `there is no ${noun} of that name yet, so it has to be added first`,
    several: (names) => `Which ${noun} do you mean, ${names}?`,
  });
}

/** A stock item by its code or its name, in the singular or the plural. */
export function item(desk, typed) {
  const rows = desk.store.rows("stock");
  const coded = rows.find((row) => plain(row.id) === plain(typed));
  return coded ?? one(matchNames(rows, singular(typed)), {
    none: "there is no item of that code or name in the stock list",
    several: (names) => `Which item do you mean, ${names}?`,
  });
}

/** The name of a site. */
export function site(desk, typed) {
  const sites = Object.keys(desk.store.rows("stock")[0].sites);
  const wanted = words(typed).filter((word) => !SITE_WORDS.has(word));
  const found = sites.find((name) => wanted.some((word) => word === name.toLowerCase()));
  return found ?? refuse(`there is no such site; we have ${joined(sites)}`);
}

/** An invoice, purchase order, leave request or ticket. */
export function document(desk, table, prefix, typed) {
  const noun = { INV: "invoice", PO: "purchase order", LR: "leave request", TKT: "ticket" }[prefix];
  return matchDocument(desk.store.rows(table), prefix, typed) ?? refuse(`there is no ${noun} with that number`);
}

export const invoice = (desk, typed) => document(desk, "invoices", "INV", typed);
export const order = (desk, typed) => document(desk, "orders", "PO", typed);
export const leaveRequest = (desk, typed) => document(desk, "leave", "LR", typed);

/** A whole number of pieces. */
export function pieces(slot) {
  const count = Number(slot?.value ?? slot) * (slot?.unit === "dozen" ? 12 : 1);
  if (Number.isInteger(count) && count > 0) return count;
  return refuse("the quantity has to be a whole number of pieces");
}

function one(found, { none, several }) {
  if (found.length === 0) return refuse(none);
  if (found.length > 1) return ask(several(joined(found.map((row) => row.name ?? row.id).slice(0, 4), "or")));
  return found[0];
}

const plain = (typed) => String(typed ?? "").toUpperCase().replaceAll(/[^A-Z0-9]/g, "");

function words(typed) {
  const folded = String(typed ?? "").normalize("NFKD").replaceAll(/[\u0300-\u036f]/g, "").toLowerCase();
  return folded.replaceAll(/['\u2019]s\b/g, "").split(/[^a-z0-9@._]+/).filter(Boolean);
}

const begins = (own, word) => own === word || (word.length >= SHORTEST_BEGINNING && own.startsWith(word));

const singular = (typed) => String(typed ?? "").replaceAll(/(\w{2,}[^s])s\b/gi, "$1");
