//! Calendar arithmetic on Unix milliseconds (proleptic Gregorian, UTC).

pub(crate) const DAY_MS: u64 = 86_400_000;

/// Year, month and day of a day number since 1970-01-01 (Howard Hinnant's `civil_from_days`).
pub(crate) fn civil(day: u64) -> (u64, u64, u64) {
    let z = day + 719_468;
    let (era, of_era) = (z / 146_097, z % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day_of_year - (153 * month_index + 2) / 5 + 1)
}

/// The day number of a civil date; months and days count from 1.
pub(crate) fn day_number(year: u64, month: u64, day: u64) -> u64 {
    let year = year - u64::from(month <= 2);
    let (era, year_of_era) = (year / 400, year % 400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    (era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year).saturating_sub(719_468)
}

/// `2023-04-07T16:21:01.441Z`
pub(crate) fn timestamp(ms: u64) -> String {
    let of_day = ms % DAY_MS;
    let (hours, minutes, seconds) = (of_day / 3_600_000, of_day / 60_000 % 60, of_day / 1_000 % 60);
    format!("{}T{hours:02}:{minutes:02}:{seconds:02}.{:03}Z", date(ms / DAY_MS), of_day % 1_000)
}

/// `2023-04-07`
pub(crate) fn date(day: u64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day number of a `YYYY-MM-DD`, if it is one.
pub(crate) fn parse_date(text: &str) -> Option<u64> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if year < 1970 || !(1..=12).contains(&month) || day == 0 {
        return None;
    }
    let number = day_number(year, month, day);
    (civil(number) == (year, month, day)).then_some(number)
}

/// The Unix milliseconds of a date or of a timestamp such as Clever's.
pub(crate) fn parse_timestamp(text: &str) -> Option<u64> {
    let (date, rest) = text.split_once('T').unwrap_or((text, ""));
    let day = parse_date(date)?;
    if rest.is_empty() {
        return Some(day * DAY_MS);
    }
    let mut parts = rest.trim_end_matches('Z').splitn(3, ':');
    let hours: u64 = parts.next()?.parse().ok()?;
    let minutes: u64 = parts.next()?.parse().ok()?;
    let seconds: f64 = parts.next().unwrap_or("0").parse().ok()?;
    if hours > 23 || minutes > 59 || !(0.0..60.0).contains(&seconds) {
        return None;
    }
    Some(day * DAY_MS + hours * 3_600_000 + minutes * 60_000 + (seconds * 1_000.0) as u64)
}

#[cfg(test)]
mod tests {
    use super::{civil, date, day_number, parse_date, parse_timestamp, timestamp};

    #[test]
    fn dates_go_both_ways() {
        for day in (0..40_000).step_by(17) {
            let (year, month, of_month) = civil(day);
            assert_eq!(day_number(year, month, of_month), day);
            assert_eq!(parse_date(&date(day)), Some(day));
        }
        assert_eq!(parse_date("2025-02-29"), None);
        assert_eq!(parse_date("2025-13-01"), None);
        assert_eq!(parse_date("25-01-01"), None);
    }

    #[test]
    fn timestamps_go_both_ways() {
        let text = "2023-04-07T16:21:01.441Z";
        assert_eq!(parse_timestamp(text).map(timestamp).as_deref(), Some(text));
        assert_eq!(parse_timestamp("2023-04-07T25:00:00Z"), None);
    }
}
