/** Stock levels by site, and moves from one site to another. */

import * as find from "../find.js";
import { done, link, number, refuse, text } from "../result.js";
import { counted } from "../wording.js";
import { action, read } from "./define.js";

export const stockHandlers = {
  stock_level: read("stock:read", level),
  transfer_stock: action("stock:transfer", transfer, { undo: true }),
};

/** What is on hand at all sites. */
export const onHand = (item) => Object.values(item.sites).reduce((sum, count) => sum + count, 0);

function level(desk, args) {
  const item = find.item(desk, args.item);
  const site = args.site && find.site(desk, args.site);
  const shown = Object.entries(item.sites).filter(([name]) => !site || name === site);
  const rows = shown.map(([name, count]) => [reference(item), text("Site", name), number("On hand", count)]);
  const count = site ? item.sites[site] : onHand(item);
  return done({ item: `${item.name} (${item.id})`, site, count, date: desk.words.day(desk.today) }, rows);
}

function transfer(desk, args) {
  const item = find.item(desk, args.item);
  const quantity = find.pieces(args.quantity);
  const to = find.site(desk, args.to);
  const from = args.from ? find.site(desk, args.from) : fullest(item, to);
  if (from === to) return refuse("both ends of the move are the same site");
  const there = item.sites[from];
  if (there < quantity) return refuse(`${from} has only ${there} of ${item.id}`);
  const sites = { ...item.sites, [from]: there - quantity, [to]: item.sites[to] + quantity };
  desk.store.put("stock", { ...item, sites });
  return done({ item: item.id, quantity: counted(quantity, "piece"), from, to });
}

/** The site that has most of an item, other than the one that gets it. */
function fullest(item, to) {
  const others = Object.entries(item.sites).filter(([name]) => name !== to);
  return others.toSorted((a, b) => b[1] - a[1])[0][0];
}

const reference = (item) => link("Item", item.id, `#stock/${item.id}`);
