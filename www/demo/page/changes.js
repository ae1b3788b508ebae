/** Says in a few words what changed in the ERP. */

import { ROLES } from "../personas.js";

/** The document number, or the name, of a row. */
const nameOf = (row) => (/^[A-Z]+-\d+$/.test(row.id) ? row.id : (row.name ?? row.id));

/** Tables whose change only follows from another one in the same step. */
const SECONDARY = ["payments"];

/** One sentence for the changes of a step. */
export function describe(changes, words) {
  const main = changes.filter(({ table }) => !SECONDARY.includes(table));
  return (main.length > 0 ? main : changes).map((change) => oneChange(change, words)).join("; ");
}

function oneChange({ table, before, after }, words) {
  if (!before) return `${nameOf(after)} was added${after.title ? `: ${after.title}` : ""}`;
  if (!after) return `${nameOf(before)} was removed`;
  if (table === "stock") return `${nameOf(after)}: ${moved(before.sites, after.sites)}`;
  if (before.paid !== after.paid) return `${after.id}: ${words.money(after.paid, after.currency)} paid, now ${after.status}`;
  if (before.status !== after.status) return `${nameOf(after)}: ${before.status} \u2192 ${after.status}`;
  if (before.role !== after.role) return `${nameOf(after)}: ${ROLES[before.role]} \u2192 ${ROLES[after.role]}`;
  return `${nameOf(after)} was updated`;
}

function moved(before, after) {
  const sites = Object.keys(after).filter((site) => before[site] !== after[site]);
  return sites.map((site) => `${site} ${before[site]} \u2192 ${after[site]}`).join(", ");
}
