//! Dates and periods in running text.

use super::found;

/// Checks the dates and periods of a text, values only, parted by a comma.
fn check(place: &str, text: &str, expected: &str) {
    let times: Vec<_> = found(place, text)
        .split("; ")
        .filter(|line| line.starts_with("Date") || line.starts_with("Period"))
        .filter_map(|line| line.split(' ').nth(1).map(str::to_owned))
        .collect();
    assert_eq!(times.join(","), expected, "{place} {text}");
}

#[test]
fn written_dates() {
    check("GB", "due 2026-12-01", "2026-12-01");
    check("GB", "due 12/11/2026", "2026-11-12");
    check("US", "due 12/11/2026", "2026-12-11");
    check("GB", "due 12/11/26.", "2026-11-12");
    check("GB", "due 12.11.2026", "2026-11-12");
    check("GB", "due 12-11-2026", "2026-11-12");
    check("GB", "on 12 Nov", "2027-11-12");
    check("GB-", "on 12 Nov", "2026-11-12");
    check("GB", "Nov 12th 2026", "2026-11-12");
    check("GB", "Nov 12, 2026", "2026-11-12");
    check("GB", "12th of November", "2027-11-12");
    check("GB", "the 12th of November, 2025", "2025-11-12");
    check("GB", "23 nov", "2026-11-23");
    check("GB-", "23 nov", "2026-11-23");
    check("GB", "12-Nov-26", "2026-11-12");
    check("GB", "12 nov 26", "2026-11-12");
    check("GB", "5 december, thanks", "2026-12-05");
    check("GB", "the 5th", "2026-12-05");
    check("GB-", "on the 5th", "2026-11-05");
    check("GB", "the 31st", "2026-12-31");
    check("GB-", "the 31st", "2026-10-31");
    check("GB", "31 tareekh ko", "2026-12-31");
    check("GB", "the 5th of next month", "2026-12-05");
    check("GB", "12/08", "2027-08-12");
    check("GB-", "14/02", "2026-02-14");
    check("US-", "02/14", "2026-02-14");
    check("GB", "29 feb", "2028-02-29");
    check("GB", "5 Febuary 2027", "2027-02-05");
    check("GB", "30 feb", "NoSuchDate");
    check("GB", "32 november", "NoSuchDate");
    check("GB", "12/13/2026", "NoSuchDate");
    check("GB", "30/02", "NoSuchDate");
    check("GB", "the 2nd option", "");
    check("GB", "open 24/7", "");
    check("GB", "v1.12.2", "");
    check("GB", "may I see it", "");
    check("GB", "you may 5 times", "2027-05-05");
}

#[test]
fn relative_days() {
    check("GB", "today", "2026-11-23");
    check("GB", "tomorrow at 9", "2026-11-24");
    check("GB", "tmrw", "2026-11-24");
    check("GB", "tommorow", "2026-11-24");
    check("GB", "leave tom", "2026-11-24");
    check("GB", "assign to Tom", "");
    check("GB", "yesterday", "2026-11-22");
    check("GB", "yestrday", "2026-11-22");
    check("GB", "day after tomorrow", "2026-11-25");
    check("GB", "the day before yesterday", "2026-11-21");
    check("IN", "kal chutti chahiye", "2026-11-24");
    check("IN-", "kal punch bhool gaya", "2026-11-22");
    check("IN", "aaj", "2026-11-23");
    check("IN", "parso", "2026-11-25");
    check("GB-", "last night", "2026-11-22");
    check("GB", "in 3 days", "2026-11-26");
    check("GB", "in two weeks", "2026-12-07");
    check("GB", "in a month", "2026-12-23");
    check("GB", "3 days from now", "2026-11-26");
    check("IN", "3 din baad", "2026-11-26");
    check("GB-", "2 weeks ago", "2026-11-09");
    check("GB-", "3 days ago", "2026-11-20");
    check("GB", "a week from Monday", "2026-12-07");
    check("GB", "end of month", "2026-11-30");
    check("GB", "eom", "2026-11-30");
    check("GB", "by month end", "2026-11-30");
    check("GB", "end of next week", "2026-12-06");
    check("GB-", "the end of June", "2026-06-30");
    check("GB", "the end of June", "2027-06-30");
    check("GB", "the last day of next month", "2026-12-31");
    check("GB", "start of next month", "2026-12-01");
}

#[test]
fn weekdays() {
    check("GB", "friday", "2026-11-27");
    check("GB", "firday", "2026-11-27");
    check("GB", "monday", "2026-11-30");
    check("GB-", "monday", "2026-11-16");
    check("GB", "next friday", "2026-12-04");
    check("GB", "next Monday", "2026-11-30");
    check("US", "next sunday", "2026-11-29");
    check("GB", "next sunday", "2026-12-06");
    check("GB", "last Monday", "2026-11-16");
    check("GB-", "last tuesday", "2026-11-17");
    check("GB", "this friday", "2026-11-27");
    check("GB", "this coming thurs", "2026-11-26");
    check("GB", "wednsday", "2026-11-25");
    check("GB-", "monday last week", "2026-11-16");
    check("GB", "friday of next week", "2026-12-04");
    check("IN", "agle somvar", "2026-11-30");
    check("GB", "on sat", "2026-11-28");
    check("GB", "I sat down", "");
    check("GB", "Monday's shift", "2026-11-30");
    check("GB", "not Monday but Tuesday", "2026-11-24");
    check("GB", "Tuesday instead of Monday", "2026-11-24");
    check("GB", "Tuesday, not on Monday", "2026-11-24");
}

#[test]
fn ranges_of_days() {
    check("GB", "12 to 14 December", "2026-12-12/2026-12-14");
    check("GB", "from Monday till Wednesday", "2026-11-30/2026-12-02");
    check("GB", "3rd-5th Jan", "2027-01-03/2027-01-05");
    check("GB", "12/12 - 14/12", "2026-12-12/2026-12-14");
    check("GB", "12-14 Dec", "2026-12-12/2026-12-14");
    check("GB", "the 12th to the 14th", "2026-12-12/2026-12-14");
    check("GB", "20th to 25th", "2026-11-20/2026-11-25");
    check("GB", "July 3-5", "2027-07-03/2027-07-05");
    check("US", "8/4 to 8/15", "2027-08-04/2027-08-15");
    check("GB", "24 Dec to 3 Jan", "2026-12-24/2027-01-03");
    check("GB", "10 to 12 December 2025", "2025-12-10/2025-12-12");
    check("GB", "28 Dec to 3 Jan 2026", "2025-12-28/2026-01-03");
    check("GB-", "between 1 and 15 may", "2026-05-01/2026-05-15");
    check("GB-", "10 may to 17 may", "2026-05-10/2026-05-17");
    check("IN", "10 se 12 march", "2027-03-10/2027-03-12");
    check("GB", "today and tomorrow", "2026-11-23/2026-11-24");
    check("GB", "thursday and friday", "2026-11-26/2026-11-27");
    check("GB", "the 6th and 7th", "2026-12-06/2026-12-07");
    check("GB", "next monday to wednesday", "2026-11-30/2026-12-02");
    check("GB", "2026-12-01 to 2026-12-05", "2026-12-01/2026-12-05");
    check("GB", "2026-12-12/2026-12-14", "2026-12-12/2026-12-14");
    check("GB", "14 to 12 December", "EndsBeforeItBegins");
    check("GB", "from 5 Dec 2026 to 1 Dec 2026", "EndsBeforeItBegins");
    check("GB", "28 to 31 november", "NoSuchDate");
    check("GB", "for 3 days from Monday", "2026-11-30/2026-12-02");
    check("GB", "two days from the 12th", "2026-12-12/2026-12-13");
    check("GB", "two days from wednesday", "2026-11-25/2026-11-26");
    check("GB", "3 days leave from 1 December", "2026-12-01/2026-12-03");
    check("GB", "tomorrow for 3 days", "2026-11-24/2026-11-26");
    check("GB", "1 may for two weeks", "2027-05-01/2027-05-14");
    check("IN", "25 november se 5 din", "2026-11-25/2026-11-29");
    check("IN", "2 din ki chutti kal se", "2026-11-24/2026-11-25");
    check("GB", "the week of 5 June", "2027-05-31/2027-06-06");
    check("GB-", "the fortnight ending 14 june", "2026-06-01/2026-06-14");
    check("GB-", "since 1 April", "2026-04-01/2026-11-23");
    check("GB-", "since january", "2026-01-01/2026-11-23");
    check("GB-", "since last week", "2026-11-16/2026-11-23");
    check("GB-", "from 1 april till date", "2026-04-01/2026-11-23");
}

#[test]
fn months_and_years() {
    check("GB", "March 2025", "2025-03-01/2025-03-31");
    check("GB", "Sept '24", "2024-09-01/2024-09-30");
    check("GB", "03/2024", "2024-03-01/2024-03-31");
    check("GB", "2024-03", "2024-03-01/2024-03-31");
    check("GB", "last march", "2026-03-01/2026-03-31");
    check("GB-", "next march", "2027-03-01/2027-03-31");
    check("GB", "january to march 2025", "2025-01-01/2025-03-31");
    check("GB", "Nov 2024 to Feb 2025", "2024-11-01/2025-02-28");
    check("GB", "2025", "2025-01-01/2025-12-31");
    check("GB", "for the year 2024", "2024-01-01/2024-12-31");
    check("GB", "2041", "");
    check("GB", "2025 boxes", "");
}

#[test]
fn months_without_a_year() {
    check("GB-", "march", "2026-03-01/2026-03-31");
    check("GB", "march", "2027-03-01/2027-03-31");
    check("GB-", "november", "2026-11-01/2026-11-30");
    check("GB", "november", "2026-11-01/2026-11-30");
    check("GB-", "december", "2025-12-01/2025-12-31");
    check("GB", "december", "2026-12-01/2026-12-31");
    check("GB-", "februray", "2026-02-01/2026-02-28");
    check("GB-", "in may", "2026-05-01/2026-05-31");
    check("GB-", "april to june", "2026-04-01/2026-06-30");
    check("GB", "april to june", "2027-04-01/2027-06-30");
    check("GB-", "november to january", "2026-11-01/2027-01-31");
    check("GB-", "may and june", "2026-05-01/2026-06-30");
    check("GB-", "last week of august", "2026-08-25/2026-08-31");
    check("GB", "last week of august", "2027-08-25/2027-08-31");
    check("GB-", "the first week of june", "2026-06-01/2026-06-07");
    check("GB-", "the first half of june", "2026-06-01/2026-06-15");
    check("GB-", "second half of february", "2026-02-16/2026-02-28");
}

#[test]
fn months_that_are_names() {
    check("GB-", "add user April Jones", "");
    check("GB-", "deactivate employee May", "");
    check("GB-", "leave of Ms. June Okoye", "");
    check("GB-", "add Mary", "");
    check("GB-", "sales report April", "2026-04-01/2026-04-30");
    check("GB-", "payslips of all employees, April", "2026-04-01/2026-04-30");
}

#[test]
fn units_around_today() {
    check("GB", "this month", "2026-11-01/2026-11-30");
    check("GB", "last month", "2026-10-01/2026-10-31");
    check("GB", "previous month", "2026-10-01/2026-10-31");
    check("GB", "current month", "2026-11-01/2026-11-30");
    check("IN", "pichle mahine", "2026-10-01/2026-10-31");
    check("GB", "next week", "2026-11-30/2026-12-06");
    check("US", "next week", "2026-11-29/2026-12-05");
    check("GB", "this week", "2026-11-23/2026-11-29");
    check("GB", "the rest of this week", "2026-11-23/2026-11-29");
    check("GB", "last year", "2025-01-01/2025-12-31");
    check("IN", "last year", "2025-01-01/2025-12-31");
    check("IN", "last financial year", "2025-04-01/2026-03-31");
    check("GB", "last 3 months", "2026-08-01/2026-10-31");
    check("GB", "the last six months", "2026-05-01/2026-10-31");
    check("GB", "last 10 days", "2026-11-14/2026-11-23");
    check("GB", "last 2 weeks", "2026-11-09/2026-11-22");
    check("GB", "the coming week", "2026-11-30/2026-12-06");
    check("GB", "next 3 days", "2026-11-23/2026-11-25");
    check("GB", "two months ago", "2026-09-01/2026-09-30");
    check("GB", "month before last", "2026-09-01/2026-09-30");
    check("GB", "quarter before last", "2026-04-01/2026-06-30");
    check("GB", "last quarter", "2026-07-01/2026-09-30");
    check("GB", "year to date", "2026-01-01/2026-11-23");
    check("IN", "ytd", "2026-04-01/2026-11-23");
    check("GB", "month to date", "2026-11-01/2026-11-23");
}

#[test]
fn fiscal_blocks() {
    check("GB", "Q3", "2026-07-01/2026-09-30");
    check("IN", "Q3", "2026-10-01/2026-12-31");
    check("IN", "Q4", "2026-01-01/2026-03-31");
    check("GB", "Q4", "2026-10-01/2026-12-31");
    check("GB", "Q3 2025", "2025-07-01/2025-09-30");
    check("IN", "Q3 2025", "2025-10-01/2025-12-31");
    check("IN", "Q3 FY25", "2024-10-01/2024-12-31");
    check("IN", "q2 of fy 2025-26", "2025-07-01/2025-09-30");
    check("GB", "third quarter", "2026-07-01/2026-09-30");
    check("GB", "the first quarter of 2025", "2025-01-01/2025-03-31");
    check("GB", "first quarter of last year", "2025-01-01/2025-03-31");
    check("GB", "H1", "2026-01-01/2026-06-30");
    check("IN", "H1", "2026-04-01/2026-09-30");
    check("GB", "the first half of the year", "2026-01-01/2026-06-30");
    check("GB", "2nd half of 2025", "2025-07-01/2025-12-31");
    check("IN", "FY 2024-25", "2024-04-01/2025-03-31");
    check("IN", "FY24-25", "2024-04-01/2025-03-31");
    check("IN", "fy25", "2024-04-01/2025-03-31");
    check("GB", "FY25", "2025-01-01/2025-12-31");
    check("IN", "financial year 2024-25", "2024-04-01/2025-03-31");
    check("IN", "2023-24", "2023-04-01/2024-03-31");
    check("IN", "this financial year", "2026-04-01/2027-03-31");
    check("IN", "FY25 Q2", "2024-07-01/2024-09-30");
    check("IN", "2025-26 Q1", "2025-04-01/2025-06-30");
    check("IN", "this financial year to date", "2026-04-01/2026-11-23");
    check("GB", "q5", "");
}

#[test]
fn times_among_other_words() {
    check("GB", "sat sri akal", "");
    check("GB", "sat off please", "2026-11-28");
    check("GB", "the work is half done", "");
    check("IN", "is mahine", "2026-11-01/2026-11-30");
    check("GB", "add user Tom Whitaker", "");
    check("GB", "Sundar works here", "");
    check("GB", "Good Friday", "");
    check("GB", "let me have the 7th free", "2026-12-07");
    check("GB", "due 22nd owner Javier", "2026-12-22");
    check("GB", "on the 4th floor", "");
    check("GB", "for the 2nd time", "");
    check("GB-", "tax summary may", "2026-05-01/2026-05-31");
    check("GB-", "run May now", "2026-05-01/2026-05-31");
    check("GB", "May I see it", "");
    check("GB-", "the quarter to June", "2026-04-01/2026-06-30");
    check("GB", "year ending March 2025", "2024-04-01/2025-03-31");
    check("GB", "week 32", "2026-08-03/2026-08-09");
    check("GB-", "the whole of October", "2026-10-01/2026-10-31");
    check("GB", "invoices dec-25", "2026-12-25");
    check("GB", "csv of all invoices Q1", "2026-01-01/2026-03-31");
    check("GB", "tuesday morning", "2026-11-24");
}
