//! Calendar arithmetic of the recognisers: weeks, months, quarters and fiscal years around a day.
//!
//! Every function saturates at the ends of the calendar instead of failing.

use crate::locale::Locale;
use jiff::civil::{Date, Weekday};

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl Days {
    pub(super) fn new(first: Date, last: Date) -> Self {
        Self { first, last }
    }

    pub(super) fn one(day: Date) -> Self {
        Self::new(day, day)
    }
}

/// A unit that periods are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    FiscalYear,
}

impl Unit {
    /// Its length in months, for those that are made of months.
    pub(super) fn months(self) -> Option<i32> {
        match self {
            Self::Day | Self::Week | Self::Fortnight => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Half => Some(6),
            Self::Year | Self::FiscalYear => Some(12),
        }
    }

    /// Its length in days, for those that are made of days.
    pub(super) fn days(self) -> Option<i32> {
        match self {
            Self::Day => Some(1),
            Self::Week => Some(7),
            Self::Fortnight => Some(14),
            _ => None,
        }
    }
}

pub(super) fn plus_days(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().try_days(days).unwrap_or_default())
}

/// The same day of another month; the last day of that month when it is shorter.
pub(super) fn plus_months(day: Date, months: i32) -> Date {
    day.saturating_add(jiff::Span::new().try_months(months).unwrap_or_default())
}

/// The day `count` units away.
pub(super) fn plus(day: Date, count: i32, unit: Unit) -> Date {
    match (unit.days(), unit.months()) {
        (Some(days), _) => plus_days(day, days.saturating_mul(count)),
        (None, months) => plus_months(day, months.unwrap_or_default().saturating_mul(count)),
    }
}

/// The first of a month whose number may lie outside 1 to 12: month 13 is January of the next year.
pub(super) fn month_start(year: i16, month: i32) -> Date {
    let january = Date::new(year, 1, 1).unwrap_or(Date::MAX);
    plus_months(january, month - 1)
}

/// `months` months from the first of one.
pub(super) fn months_from(first: Date, months: i32) -> Days {
    Days::new(first, plus_days(plus_months(first, months), -1))
}

/// The week, month, quarter, half or year around `day`, `offset` units away from it.
pub(super) fn around(day: Date, unit: Unit, offset: i32, locale: &Locale) -> Days {
    let first = match unit {
        Unit::Day => return Days::one(plus_days(day, offset)),
        Unit::Week | Unit::Fortnight => {
            let days = unit.days().unwrap_or_default();
            let first = plus_days(week_start(day, locale), days.saturating_mul(offset));
            return Days::new(first, plus_days(first, days - 1));
        }
        Unit::Month => day.first_of_month(),
        Unit::Year => day.first_of_year(),
        Unit::Quarter | Unit::Half | Unit::FiscalYear => block_start(day, unit, locale),
    };
    let months = unit.months().unwrap_or(1);
    months_from(plus_months(first, months.saturating_mul(offset)), months)
}

/// The start of the fiscal quarter, half or year of `day`.
fn block_start(day: Date, unit: Unit, locale: &Locale) -> Date {
    let into_year = (i32::from(day.month()) - i32::from(locale.fiscal_start_month())).rem_euclid(12);
    let into_block = into_year % unit.months().unwrap_or(12);
    plus_months(day.first_of_month(), -into_block)
}

fn week_start(day: Date, locale: &Locale) -> Date {
    let into_week = if locale.week_starts_on_sunday() {
        day.weekday().to_sunday_zero_offset()
    } else {
        day.weekday().to_monday_zero_offset()
    };
    plus_days(day, -i32::from(into_week))
}

/// That weekday of the week `offset` weeks from the one of `day`.
pub(super) fn weekday_of_week(day: Date, weekday: Weekday, offset: i32, locale: &Locale) -> Date {
    let week = around(day, Unit::Week, offset, locale);
    on_or_after(week.first, weekday)
}

pub(super) fn on_or_after(day: Date, weekday: Weekday) -> Date {
    plus_days(day, i32::from(day.weekday().until(weekday)))
}

pub(super) fn on_or_before(day: Date, weekday: Weekday) -> Date {
    plus_days(day, -i32::from(day.weekday().since(weekday)))
}
