//! Reads `Retry-After`: seconds, or an HTTP date (RFC 9110), taken relative to the server's own `Date`.

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// The wait in milliseconds; none when the header makes no sense.
pub(crate) fn wait_ms(header: &str, date: Option<&str>) -> Option<i64> {
    let header = header.trim();
    match header.parse::<i64>() {
        Ok(seconds) => Some(seconds.saturating_mul(1_000)),
        Err(_) => Some((http_date(header)? - http_date(date?.trim())?) * 1_000),
    }
}

/// Unix seconds of `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that senders may generate.
fn http_date(text: &str) -> Option<i64> {
    let words: Vec<&str> = text.split(' ').collect();
    let [_, day, month, year, time, "GMT"] = words.as_slice() else {
        return None;
    };
    let clock: Vec<i64> = time.split(':').map(|part| two_digits(part, 60)).collect::<Option<_>>()?;
    let [hour, minute, second] = clock.as_slice() else {
        return None;
    };
    let at = MONTHS.find(*month).filter(|at| at % 3 == 0 && month.len() == 3)?;
    let year: i64 = year.parse().ok().filter(|year| (1970..10_000).contains(year))?;
    let days = days_from_epoch(year, i64::try_from(at / 3).ok()? + 1, two_digits(day, 31)?);
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

fn two_digits(text: &str, limit: i64) -> Option<i64> {
    text.parse().ok().filter(|number| text.len() == 2 && (0..=limit).contains(number))
}

/// Days since 1970-01-01 of a Gregorian date, counting years from March so that the leap day comes last.
fn days_from_epoch(year: i64, month: i64, day: i64) -> i64 {
    let shifted = if month > 2 { year } else { year - 1 };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let leap_days = shifted / 4 - shifted / 100 + shifted / 400;
    /// From 0000-03-01 to 1970-01-01.
    const EPOCH: i64 = 719_468;
    shifted * 365 + leap_days + day_of_year - EPOCH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_count_from_the_epoch() {
        assert_eq!(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(http_date("Thu, 29 Feb 2024 23:59:59 GMT"), Some(1_709_251_199));
    }

    #[test]
    fn headers_are_read_or_refused() {
        let date = Some("Sun, 06 Nov 1994 08:49:37 GMT");
        let check = |header: &str, expected: Option<i64>| assert_eq!(wait_ms(header, date), expected, "{header}");
        check("120", Some(120_000));
        check(" 0 ", Some(0));
        check("-3", Some(-3_000));
        check("9223372036854775807", Some(i64::MAX));
        check("Sun, 06 Nov 1994 08:50:37 GMT", Some(60_000));
        check("Sun, 06 Nov 1994 08:48:37 GMT", Some(-60_000));
        check("soon", None);
        check("", None);
        check("Sun, 06 ovD 1994 08:49:37 GMT", None);
        check("Sun, 06 Nov 1994 08:49 GMT", None);
        assert_eq!(wait_ms("Sun, 06 Nov 1994 08:50:37 GMT", None), None);
    }
}
