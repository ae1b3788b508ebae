/** Leave: one's own requests and balances, the approval of others', and corrections of attendance. */

import * as find from "../find.js";
import { overlaps, periodOf, workingDays } from "../days.js";
import { ask, date, done, link, number, refuse, text } from "../result.js";
import { ALLOWANCES } from "../seed.js";
import { counted, joined } from "../wording.js";
import { action, read } from "./define.js";

/** Requests that take days from the balance and block the calendar. */
const LIVE = ["waiting for approval", "approved"];
/** Types that are asked for afterwards too. */
const UNPLANNED = ["sick", "bereavement", "casual"];

export const leaveHandlers = {
  request_leave: action("leave:create", request, { undo: true }),
  leave_balance: read("leave:read_own", balance),
  leave_status: read("leave:read_own", status),
  cancel_leave: action("leave:create", cancel),
  approve_leave: action("leave:approve", approve),
  attendance_correction: action("attendance:create", correctAttendance),
};

/** Days of a type that a person can still take this year. */
function daysLeft(store, name, type) {
  const year = store.today.slice(0, 4);
  const counts = (row) => row.person === name && row.type === type && LIVE.includes(row.status) && row.from.startsWith(year);
  const taken = store.rows("leave").filter(counts).reduce((sum, row) => sum + workingDays(row.from, row.to), 0);
  return ALLOWANCES[type] - taken;
}

function request(desk, args) {
  const type = args.leave_type ?? "annual";
  const { from, to } = periodOf(args.dates);
  const days = possible(desk, { from, to, type });
  const leave = {
    id: desk.store.next("LR"), person: desk.person.name, type, from, to, status: "waiting for approval", asked: desk.today,
  };
  desk.store.put("leave", leave);
  const left = counted(daysLeft(desk.store, desk.person.name, type), "day");
  return done({ leave_type: type, balance: left }, [requestRow(leave, days)]);
}

/** The number of working days, when the request can be made. */
function possible(desk, { from, to, type }) {
  if (from < desk.today && !UNPLANNED.includes(type)) return refuse("those days have already begun");
  const days = workingDays(from, to);
  if (days === 0) return refuse("there is no working day in that period");
  const clash = own(desk).find((row) => LIVE.includes(row.status) && overlaps(row, { from, to }));
  if (clash) return refuse(`it overlaps with ${clash.id}, which is ${clash.status}`);
  const left = daysLeft(desk.store, desk.person.name, type);
  return days <= left ? days : refuse(`that takes ${counted(days, "day")}, and ${counted(left, "day")} of ${type} leave are left`);
}

function balance(desk, args) {
  const types = args.leave_type ? [args.leave_type] : ["annual", "casual", "sick", "compensatory", "study"];
  const left = (type) => daysLeft(desk.store, desk.person.name, type);
  const rows = types.map((type) => [text("Type", type), number("Days left", left(type)), number("Days a year", ALLOWANCES[type])]);
  const total = counted(left(types[0]), "day");
  return done({ balance: args.leave_type ? total : `${total} of annual leave` }, rows);
}

function status(desk, args) {
  const leave = args.leave_request ? readable(desk, args.leave_request) : own(desk).at(-1);
  if (!leave) return done({}, []);
  const facts = { leave_request: leave.id, status: leave.status, date: desk.words.day(leave.asked) };
  return done(facts, [requestRow(leave, workingDays(leave.from, leave.to))]);
}

/** One's own request; that of somebody else only for those who approve leave. */
function readable(desk, typed) {
  const leave = find.leaveRequest(desk, typed);
  if (leave.person === desk.person.name || desk.may("leave:approve")) return leave;
  return refuse(`${leave.id} is the request of somebody else`);
}

function cancel(desk, args) {
  const leave = args.leave_request ? find.leaveRequest(desk, args.leave_request) : ownDuring(desk, periodOf(args.dates));
  if (leave.person !== desk.person.name) return refuse(`${leave.id} is the request of somebody else`);
  if (!LIVE.includes(leave.status)) return refuse(`${leave.id} is already ${leave.status}`);
  if (leave.to < desk.today) return refuse(`${leave.id} is over`);
  desk.store.put("leave", { ...leave, status: "cancelled" });
  const left = counted(daysLeft(desk.store, desk.person.name, leave.type), "day");
  return done({ leave_request: leave.id, dates: desk.words.period(`${leave.from}/${leave.to}`), balance: left });
}

function ownDuring(desk, period) {
  const found = own(desk).filter((row) => LIVE.includes(row.status) && overlaps(row, period));
  if (found.length > 1) return ask(`Which request do you mean, ${joined(found.map((row) => row.id), "or")}?`);
  return found[0] ?? refuse("you have no leave in that period");
}

function approve(desk, args) {
  const leave = args.leave_request ? find.leaveRequest(desk, args.leave_request) : ofPerson(desk, args);
  if (leave.person === desk.person.name) return refuse("nobody approves their own leave");
  if (leave.status !== "waiting for approval") return refuse(`${leave.id} is already ${leave.status}`);
  desk.store.put("leave", { ...leave, status: "approved" });
  const dates = desk.words.period(`${leave.from}/${leave.to}`);
  return done({ leave_request: leave.id, person: leave.person, dates });
}

function ofPerson(desk, { person, dates }) {
  const { name } = find.person(desk, person);
  const period = periodOf(dates);
  const waits = (row) => row.person === name && row.status === "waiting for approval";
  const found = desk.store.rows("leave").filter((row) => waits(row) && (!period || overlaps(row, period)));
  if (found.length > 1) return ask(`Which request do you mean, ${joined(found.map((row) => row.id), "or")}?`);
  return found[0] ?? refuse("no leave request of that person is waiting for approval");
}

function correctAttendance(desk, args) {
  if (args.date > desk.today) return refuse("that day is still to come");
  const again = (row) => row.person === desk.person.name && row.day === args.date;
  if (desk.store.rows("attendance").some(again)) return refuse("a correction for that day is waiting already");
  desk.store.put("attendance", {
    id: desk.store.next("ATT"), person: desk.person.name, day: args.date, reason: args.reason ?? "",
    status: "waiting for approval",
  });
  return done();
}

const own = (desk) => desk.store.rows("leave").filter((row) => row.person === desk.person.name);

function requestRow(leave, days) {
  const reference = link("Request", leave.id, `#leave/${leave.id}`);
  return [reference, date("From", leave.from), date("To", leave.to), number("Working days", days), text("Status", leave.status)];
}
