//! When and where a line is read: `now` and `locale`, from the line, a flag, or the system.

use crate::CliError;
use erp_chat_engine::locale::{Clock, Locale};
use jiff::Timestamp;
use jiff::fmt::temporal::DateTimeParser;
use lexopt::prelude::*;

/// Defaults for lines that say nothing of their own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moment {
    now: Option<String>,
    locale: Option<String>,
}

impl Moment {
    /// Reads the flags `--now` and `--locale`; any other is refused.
    pub(crate) fn from_flags(arguments: &mut lexopt::Parser) -> Result<Self, CliError> {
        let mut moment = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("now") => moment.set_now(arguments.value()?.string()?)?,
                Long("locale") => moment.set_locale(arguments.value()?.string()?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(moment)
    }

    /// Takes the value of `--now`.
    pub(crate) fn set_now(&mut self, now: String) -> Result<(), CliError> {
        clock_of(&now).map_err(|reason| CliError::Usage(format!("`--now {now}`: {reason}")))?;
        self.now = Some(now);
        Ok(())
    }

    /// Takes the value of `--locale`.
    pub(crate) fn set_locale(&mut self, locale: String) {
        self.locale = Some(locale);
    }

    /// The clock of a line.
    pub(crate) fn clock(&self, now: Option<&str>) -> Result<Clock, String> {
        match now.or(self.now.as_deref()) {
            Some(now) => clock_of(now),
            None => Ok(Clock { unix_ms: Timestamp::now().as_millisecond(), offset_minutes: 0 }),
        }
    }

    /// The locale of a line.
    pub(crate) fn locale(&self, locale: Option<&str>) -> Locale {
        locale.or(self.locale.as_deref()).map_or_else(Locale::default, Locale::new)
    }
}

fn clock_of(now: &str) -> Result<Clock, String> {
    let refuse = || "`now` is not RFC 3339 with an offset, such as 2026-03-11T10:00:00+05:30".to_owned();
    let pieces = DateTimeParser::new().parse_pieces(now).map_err(|_| refuse())?;
    let timestamp: Timestamp = now.parse().map_err(|_| refuse())?;
    let seconds = pieces.to_numeric_offset().map_or(0, |offset| offset.seconds());
    let offset_minutes = i16::try_from(seconds / 60).map_err(|_| refuse())?;
    Ok(Clock { unix_ms: timestamp.as_millisecond(), offset_minutes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn now_keeps_its_offset() {
        let clock = clock_of("2026-03-11T10:00:00+05:30").unwrap();
        assert_eq!((clock.offset_minutes, clock.hour()), (330, 10));
        assert_eq!(clock_of("2026-03-11T10:00:00Z").unwrap().offset_minutes, 0);
        assert!(clock_of("yesterday").is_err());
    }
}
