/** Purchase orders: making them out, approving, following them, and booking in what comes. */

import * as find from "../find.js";
import { addDays } from "../days.js";
import { date, done, link, listed, money, number, pence, refuse, text } from "../result.js";
import { counted } from "../wording.js";
import { action, read } from "./define.js";
import { sums } from "./invoices.js";

/** Days that vendors take to deliver, and the site that orders by chat go to. */
const DELIVERY_DAYS = 14;
const RECEIVING_SITE = "Leeds";
/** Larger orders are typing mistakes. */
const LARGEST_ORDER = 10_000;
/** Vendors give this part of the list price. */
const VENDOR_SHARE = 0.9;

export const purchasingHandlers = {
  create_purchase_order: action("po:create", create),
  approve_purchase_order: action("po:approve", approve),
  list_purchase_orders: read("po:read", list),
  track_purchase_order: read("po:read", track, { only: ["storekeeper", "manager"] }),
  goods_receipt: action("stock:receive", receive),
};

/** What an order comes to. */
export const orderTotal = (order) => pence(order.quantity * order.price);

function create(desk, args) {
  const vendor = find.party(desk, args.vendor, "Vendor");
  const item = find.item(desk, args.item);
  const quantity = find.pieces(args.quantity);
  if (quantity > LARGEST_ORDER) return refuse("that is more than one order may ask for");
  const order = {
    id: desk.store.next("PO"), vendor: vendor.id, item: item.id, quantity, received: 0, price: pence(item.price * VENDOR_SHARE),
    currency: "GBP", site: RECEIVING_SITE, ordered: desk.today, due: addDays(desk.today, DELIVERY_DAYS),
    status: "waiting for approval",
  };
  desk.store.put("orders", order);
  const facts = { vendor: vendor.id, item: named(item), total: total(desk, order), date: desk.words.day(order.due) };
  return done(facts, [row(order)]);
}

function approve(desk, args) {
  const order = find.order(desk, args.purchase_order);
  if (order.status !== "waiting for approval") return refuse(`${order.id} is already ${order.status}`);
  desk.store.put("orders", { ...order, status: "on its way" });
  return done({ purchase_order: order.id, total: total(desk, order) });
}

function list(desk) {
  const orders = desk.store.rows("orders").filter((order) => order.status !== "received").toReversed();
  const total = sums(desk, orders.map((order) => ({ amount: orderTotal(order), currency: order.currency })));
  return listed(orders.map(row), { total });
}

function track(desk, args) {
  const order = find.order(desk, args.purchase_order);
  const late = order.due < desk.today && order.status !== "received" ? ", later than promised," : "";
  const facts = { purchase_order: order.id, status: order.status + late, date: desk.words.day(order.due) };
  const counts = [number("Ordered", order.quantity), number("Received", order.received)];
  return done(facts, [[reference(order), text("Item", order.item), ...counts, date("Due", order.due)]]);
}

function receive(desk, args) {
  const order = find.order(desk, args.purchase_order);
  const quantity = receivable(order, args.quantity);
  const received = order.received + quantity;
  desk.store.put("orders", { ...order, received, status: received === order.quantity ? "received" : "part received" });
  const item = desk.store.row("stock", order.item);
  const sites = { ...item.sites, [order.site]: item.sites[order.site] + quantity };
  desk.store.put("stock", { ...item, sites });
  return done({ purchase_order: order.id, quantity: counted(quantity, "piece") });
}

/** The number of pieces that come in, when the order lets them. */
function receivable(order, slot) {
  if (order.status === "waiting for approval") return refuse(`${order.id} has to be approved before goods are booked in`);
  const outstanding = order.quantity - order.received;
  if (outstanding === 0) return refuse(`everything on ${order.id} has already come in`);
  const quantity = slot === undefined ? outstanding : find.pieces(slot);
  return quantity <= outstanding ? quantity : refuse(`only ${counted(outstanding, "piece")} are outstanding on ${order.id}`);
}

const total = (desk, order) => desk.words.money(orderTotal(order), order.currency);
const named = (item) => `${item.id} (${item.name})`;
const reference = (order) => link("Order", order.id, `#orders/${order.id}`);

function row(order) {
  const value = money("Total", orderTotal(order), order.currency);
  return [reference(order), text("Vendor", order.vendor), value, text("Status", order.status), date("Due", order.due)];
}
