/**
 * The invented company at the moment a visitor first opens the demo; every day is relative to that moment.
 * Each line is one row, in the order of the fields named above it.
 */

import { addDays, addMonths, monthOf, workingDay } from "./days.js";

/** Name of the company. */
export const COMPANY = "Halden & Rowe";
/** Its sites, which hold stock. */
export const SITES = ["Leeds", "Glasgow", "Bristol"];
/** Working days of paid leave in a year, by type. */
export const ALLOWANCES = {
  annual: 25, sick: 10, casual: 5, compensatory: 3, study: 5, bereavement: 5, parental: 20, maternity: 195,
  paternity: 10, unpaid: 30,
};

// id, kind, party, issued (days ago), due in (days after issue), currency, total, paid, status
const INVOICES = [
  ["INV-1031", "Sales", "Alder & Finch Architects", 71, 30, "GBP", 8640, 8640, "paid"],
  ["INV-1033", "Supplier", "Pennine Steelworks", 64, 30, "GBP", 12450, 12450, "paid"],
  ["INV-1034", "Sales", "Dunmore Hotels", 58, 30, "GBP", 21900, 9000, "part paid"],
  ["INV-1036", "Supplier", "Hartwell Timber", 52, 30, "GBP", 6180, 0, "approved"],
  ["INV-1038", "Sales", "Kestrel Software", 41, 30, "GBP", 4320, 0, "approved"],
  ["INV-1039", "Sales", "Calder Valley Council", 33, 30, "GBP", 15780, 0, "approved"],
  ["INV-1042", "Supplier", "Lumen Lighting", 42, 30, "GBP", 2975.5, 0, "waiting for approval"],
  ["INV-1045", "Sales", "Brightwater Schools Trust", 24, 30, "GBP", 33250, 0, "approved"],
  ["INV-1047", "Supplier", "Nordlys Seating", 21, 45, "EUR", 18400, 0, "waiting for approval"],
  ["INV-1049", "Supplier", "Swift Freight", 17, 14, "GBP", 860, 0, "rejected"],
  ["INV-1051", "Supplier", "Hartwell Timber", 17, 14, "GBP", 3460, 0, "waiting for approval"],
  ["INV-1053", "Sales", "Alder & Finch Architects", 12, 30, "GBP", 5210, 0, "approved"],
  ["INV-1055", "Supplier", "Pennine Steelworks", 8, 30, "GBP", 9120, 0, "approved"],
  ["INV-1057", "Sales", "Dunmore Hotels", 4, 30, "GBP", 7665, 0, "approved"],
  ["INV-1058", "Supplier", "Swift Freight", 2, 14, "GBP", 412.8, 0, "waiting for approval"],
];

// id, person, type, begins in (days), ends in (days), status, asked (days ago)
const LEAVE = [
  ["LR-68", "Maya Fernandes", "annual", -52, -48, "approved", 80],
  ["LR-71", "Sofia Marchetti", "sick", -20, -18, "approved", 20],
  ["LR-74", "Tom Ashworth", "annual", -33, -31, "approved", 60],
  ["LR-75", "Ben Adeyemi", "casual", -9, -9, "rejected", 12],
  ["LR-77", "Ravi Kulkarni", "annual", 14, 18, "waiting for approval", 3],
  ["LR-78", "Sofia Marchetti", "annual", 27, 31, "waiting for approval", 2],
  ["LR-79", "Maya Fernandes", "annual", 40, 44, "waiting for approval", 5],
  ["LR-80", "Imran Siddiqui", "study", 9, 10, "waiting for approval", 1],
  ["LR-81", "Chloe Martin", "annual", 21, 22, "approved", 15],
];

// id, name, price, reorder at, Leeds, Glasgow, Bristol
const STOCK = [
  ["CHR-104", "Ergo task chair", 189, 40, 96, 38, 21],
  ["CHR-220", "Visitor chair", 74, 30, 54, 12, 40],
  ["DSK-210", "Sit-stand desk", 412, 20, 18, 9, 4],
  ["CAB-061", "Filing cabinet", 128, 15, 22, 16, 7],
  ["ARM-012", "Monitor arm", 46, 50, 140, 62, 35],
  ["SCR-118", "Acoustic screen", 155, 25, 11, 6, 3],
  ["LMP-033", "Desk lamp", 29, 60, 88, 45, 30],
  ["MAT-007", "Floor mat", 21, 40, 25, 4, 6],
];

// id, vendor, item, quantity, received, unit price, currency, site, ordered (days ago), due in (days), status
const ORDERS = [
  ["PO-305", "Pennine Steelworks", "CAB-061", 40, 40, 128, "GBP", "Leeds", 44, -20, "received"],
  ["PO-307", "Hartwell Timber", "DSK-210", 24, 10, 405, "GBP", "Leeds", 26, -3, "part received"],
  ["PO-308", "Lumen Lighting", "LMP-033", 120, 0, 27.5, "GBP", "Glasgow", 15, 1, "on its way"],
  ["PO-309", "Nordlys Seating", "CHR-104", 60, 0, 168, "EUR", "Leeds", 11, 9, "on its way"],
  ["PO-310", "Pennine Steelworks", "SCR-118", 50, 0, 149, "GBP", "Leeds", 4, 18, "waiting for approval"],
  ["PO-311", "Swift Freight", "MAT-007", 80, 0, 19.5, "GBP", "Bristol", 1, 12, "waiting for approval"],
];

// id, title, assignee, due in (days), status
const TASKS = [
  ["TSK-41", "Call the Glasgow depot about pallets", "Joe Kelly", 1, "open"],
  ["TSK-42", "Send the revised quote to Dunmore Hotels", "Maya Fernandes", 2, "open"],
  ["TSK-43", "Update the price list for chairs", "Maya Fernandes", 6, "open"],
  ["TSK-44", "Review the October supplier statements", "Anita Rao", -2, "open"],
  ["TSK-45", "Plan the holiday rota", "Tom Ashworth", 4, "open"],
  ["TSK-46", "Prepare induction for new starters", "Grace Okoro", 3, "open"],
  ["TSK-47", "Renew the TLS certificate of the shop", "Lena Hoffmann", 5, "open"],
  ["TSK-40", "Collect the signed contract", "Maya Fernandes", -4, "done"],
];

// id, name, role of the account, account, department, title, salary, phone extension
const PEOPLE = [
  ["mfernandes", "Maya Fernandes", "employee", "active", "Sales", "Account executive", 34800, "214"],
  ["tashworth", "Tom Ashworth", "manager", "active", "Operations", "Operations manager", 56400, "101"],
  ["arao", "Anita Rao", "accountant", "active", "Finance", "Senior accountant", 49200, "130"],
  ["jkelly", "Joe Kelly", "storekeeper", "active", "Warehouse", "Storekeeper", 31200, "160"],
  ["gokoro", "Grace Okoro", "hr", "active", "People", "HR partner", 45600, "142"],
  ["lhoffmann", "Lena Hoffmann", "admin", "active", "IT", "Systems administrator", 52800, "120"],
  ["rkulkarni", "Ravi Kulkarni", "employee", "active", "Design", "Product designer", 43200, "221"],
  ["smarchetti", "Sofia Marchetti", "employee", "active", "Sales", "Sales coordinator", 32400, "215"],
  ["badeyemi", "Ben Adeyemi", "storekeeper", "active", "Warehouse", "Stock controller", 29400, "163"],
  ["swhitfield", "Sam Whitfield", "employee", "active", "Design", "Workshop lead", 38400, "224"],
  ["sturner", "Sam Turner", "employee", "active", "Sales", "Showroom adviser", 28800, "217"],
  ["cmartin", "Chloe Martin", "employee", "active", "Customer care", "Service adviser", 30600, "240"],
  ["isiddiqui", "Imran Siddiqui", "accountant", "active", "Finance", "Payables clerk", 30000, "133"],
  ["pvance", "Petra Vance", "employee", "switched off", "Sales", "Account executive", 33600, "219"],
];

// name, kind
const PARTIES = [
  ["Alder & Finch Architects", "Customer"],
  ["Brightwater Schools Trust", "Customer"],
  ["Calder Valley Council", "Customer"],
  ["Dunmore Hotels", "Customer"],
  ["Kestrel Software", "Customer"],
  ["Hartwell Timber", "Vendor"],
  ["Lumen Lighting", "Vendor"],
  ["Nordlys Seating", "Vendor"],
  ["Pennine Steelworks", "Vendor"],
  ["Swift Freight", "Vendor"],
];

// id, name
const ACCOUNTS = [
  ["1000", "Bank"], ["1010", "Petty cash"], ["1100", "Debtors"], ["1200", "Stock"], ["1300", "Prepayments"],
  ["2000", "Creditors"], ["2100", "VAT"], ["2200", "Accruals"], ["3000", "Equity"], ["4000", "Sales"],
  ["5000", "Purchases"], ["5100", "Freight"], ["6000", "Salaries"], ["6100", "Rent"], ["6200", "Utilities"],
  ["6300", "Travel"], ["6400", "Office supplies"], ["6500", "Depreciation"],
];

/** All tables as they are on `today`. */
export function seed(today) {
  const at = (days) => addDays(today, days);
  return {
    invoices: INVOICES.map((row) => invoice(row, at)),
    payments: payments(at),
    leave: LEAVE.map((row) => leave(row, at)),
    stock: STOCK.map(item),
    orders: ORDERS.map((row) => order(row, at)),
    tasks: TASKS.map(([id, title, assignee, due, status]) => ({ id, title, assignee, due: at(due), status })),
    tickets: tickets(at),
    users: PEOPLE.map(([id, name, role, status]) => ({ id, name, email: address(id), role, status, note: "" })),
    staff: PEOPLE.map(employee),
    parties: PARTIES.map(([id, kind]) => ({ id, kind })),
    accounts: ACCOUNTS.map(([id, name]) => ({ id, name })),
    payrolls: payrolls(today),
    expenses: [expense("EXP-21", "Maya Fernandes", "train to Glasgow", 84.6, at(-11), "approved")],
    attendance: [],
    journals: [],
    files: [],
  };
}

/** The next document number of each kind; a number is never used twice. */
export const NUMBERS = { INV: 1061, PAY: 504, LR: 82, PO: 312, TSK: 48, TKT: 93, EXP: 22, ATT: 31, JNL: 218, FILE: 1 };

function invoice([id, kind, party, ago, terms, currency, total, paid, status], at) {
  return { id, kind, party, issued: at(-ago), due: at(terms - ago), currency, total, paid, status, reason: "" };
}

function payments(at) {
  return [
    { id: "PAY-501", day: at(-44), invoice: "INV-1031", party: "Alder & Finch Architects", method: "bank transfer",
      direction: "in", amount: 8640, currency: "GBP" },
    { id: "PAY-502", day: at(-36), invoice: "INV-1033", party: "Pennine Steelworks", method: "bank transfer",
      direction: "out", amount: 12450, currency: "GBP" },
    { id: "PAY-503", day: at(-19), invoice: "INV-1034", party: "Dunmore Hotels", method: "cheque",
      direction: "in", amount: 9000, currency: "GBP" },
  ];
}

/** Seeded leave begins on a working day, so that it never falls on a weekend alone. */
function leave([id, person, type, begins, ends, status, ago], at) {
  const from = workingDay(at(begins));
  const to = workingDay(at(ends));
  return { id, person, type, from, to: to < from ? from : to, status, asked: at(-ago) };
}

function item([id, name, price, reorder, ...counts]) {
  const sites = Object.fromEntries(SITES.map((site, place) => [site, counts[place]]));
  return { id, name, price, reorder, sites };
}

function order([id, vendor, itemId, quantity, received, price, currency, site, ago, due, status], at) {
  return { id, vendor, item: itemId, quantity, received, price, currency, site, ordered: at(-ago), due: at(due), status };
}

function employee([id, name, , , department, title, salary, extension]) {
  return { id, name, department, title, salary, extension, email: address(id), address: "", bank: "on file" };
}

function tickets(at) {
  return [
    { id: "TKT-90", summary: "Label printer at dock 2 is offline", by: "Joe Kelly", opened: at(-6), status: "in progress" },
    { id: "TKT-92", summary: "Quotes print without the logo", by: "Maya Fernandes", opened: at(-1), status: "open" },
  ];
}

/** The payroll of the last two full months has run when the demo begins, that of this month has not. */
function payrolls(today) {
  const total = PEOPLE.reduce((sum, row) => sum + row[6], 0) / 12;
  return [-2, -1].map((months) => {
    const { from } = monthOf(addMonths(today, months));
    return { id: from.slice(0, 7), month: from, total, people: PEOPLE.length, status: "paid" };
  });
}

function expense(id, person, category, amount, day, status) {
  return { id, person, category, amount, currency: "GBP", day, status };
}

const address = (id) => `${id}@haldenrowe.example`;
