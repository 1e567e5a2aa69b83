//! The date form that HTTP headers carry.

/// Milliseconds since 1970 of an IMF-fixdate such as `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// Source: RFC 9110 section 5.6.7. The two obsolete forms, which nothing on Clever's side sends, are not read.
pub(super) fn unix_ms(text: &str) -> Option<f64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    // Days before the month, in a year that is counted from March on.
    const BEFORE: [u32; 12] = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];
    let (_weekday, rest) = text.split_once(',')?;
    let mut words = rest.strip_prefix(' ')?.split(' ');
    let day = digits(words.next()?, 2)?;
    let month = words.next()?;
    let index = MONTHS.iter().position(|name| *name == month)?;
    let year = digits(words.next()?, 4)?;
    let mut clock = words.next()?.split(':');
    let (hour, minute, second) = (digits(clock.next()?, 2)?, digits(clock.next()?, 2)?, digits(clock.next()?, 2)?);
    let whole = words.next() == Some("GMT") && words.next().is_none() && clock.next().is_none();
    if !whole || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60 || year < 1970 {
        return None;
    }
    // January and February belong to the year before, so that the leap day is the last of its year.
    let year = if index < 2 { year - 1 } else { year };
    let leap_days = year / 4 - year / 100 + year / 400;
    let days = 365 * year + leap_days + BEFORE.get(index)? + day - 1;
    const UNIX_EPOCH: u32 = 719_468;
    let days = days.checked_sub(UNIX_EPOCH)?;
    Some((f64::from(days) * 86_400.0 + f64::from(hour * 3600 + minute * 60 + second)) * 1000.0)
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let fits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.bytes().fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::unix_ms;

    #[test]
    fn known_dates() {
        for (text, seconds) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777.0),
            ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799.0),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800.0),
            ("Mon, 24 Apr 2023 18:00:00 GMT", 1_682_359_200.0),
            ("Sun, 31 Dec 2034 23:59:59 GMT", 2_051_222_399.0),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799.0),
        ] {
            assert_eq!(unix_ms(text), Some(seconds * 1000.0), "{text}");
        }
    }

    #[test]
    fn everything_else_is_no_date() {
        for text in [
            "",
            "120",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Sun, 06 Nov 1994 08:49:37 +0000",
            "Sun, 06 Nov 1994 08:49:37 GMT GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1894 08:49:37 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(unix_ms(text), None, "{text}");
        }
    }
}
