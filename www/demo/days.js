/**
 * Calendar days as ISO text, `2026-03-04`: what the demo ERP stores and what the assistant sends.
 * All arithmetic is in UTC, so that a change of the clocks never moves a day.
 */

const MS_PER_DAY = 86_400_000;
const SATURDAY = 6;
const SUNDAY = 0;

/** The local calendar day of a moment. */
export function dayOf(moment) {
  const two = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

const toDate = (day) => new Date(`${day}T00:00:00Z`);
const toDay = (date) => date.toISOString().slice(0, 10);

export function addDays(day, count) {
  return toDay(new Date(toDate(day).getTime() + count * MS_PER_DAY));
}

export function addMonths(day, count) {
  const date = toDate(day);
  return toDay(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1)));
}

/** Days from one day to another; negative when the other is earlier. */
export function daysBetween(from, to) {
  return Math.round((toDate(to) - toDate(from)) / MS_PER_DAY);
}

function isWorkingDay(day) {
  const weekday = toDate(day).getUTCDay();
  return weekday !== SATURDAY && weekday !== SUNDAY;
}

/** The nearest working day, the day itself included, going forwards or (`step` -1) backwards. */
export function workingDay(day, step = 1) {
  return isWorkingDay(day) ? day : workingDay(addDays(day, step), step);
}

/** Working days of a period, both ends included. */
export function workingDays(from, to) {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

/** First and last day of the month of a day. */
export function monthOf(day) {
  const first = `${day.slice(0, 7)}-01`;
  return { from: first, to: addDays(addMonths(first, 1), -1) };
}

/** A period slot, `from/to`, as two days; nothing when it is none. */
export function periodOf(slot) {
  const [from, to = from] = String(slot ?? "").split("/");
  return /^\d{4}-\d\d-\d\d$/.test(from) ? { from, to } : null;
}

export const overlaps = (one, other) => one.from <= other.to && other.from <= one.to;
