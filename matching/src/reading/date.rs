//! Dates of birth, in whichever way a student information system writes them.

/// Year in two bytes, month, day.
pub(crate) type Date = [u8; 4];

const MONTHS: [&[u8]; 12] =
    [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];

/// Dates that a database writes where it has none.
const EMPTY: [(u32, u32, u32); 2] = [(1900, 1, 1), (1970, 1, 1)];

/// `2010-03-04`, `2010/3/4`, `20100304`, each perhaps with a time behind it; `3/4/2010` and `3-4-2010`, month first unless
/// `day_first`; `4.3.2010`, day first; `4-Mar-2010`. `None` where there is no text; an error where it is no date, names a
/// year in two digits, or is what databases write for none.
pub(crate) fn read(text: &[u8], day_first: bool) -> Result<Option<Date>, ()> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return Ok(None);
    }
    let (year, month, day) = parts(text, day_first).ok_or(())?;
    let real = (1901..=2200).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= days(year, month);
    if !real || EMPTY.contains(&(year, month, day)) {
        return Err(());
    }
    let [.., high, low] = year.to_be_bytes();
    let byte = |number: u32| u8::try_from(number).map_err(|_| ());
    Ok(Some([high, low, byte(month)?, byte(day)?]))
}

fn parts(text: &[u8], day_first: bool) -> Option<(u32, u32, u32)> {
    let (first, rest) = number(text)?;
    if rest.is_empty() && first.1 == 8 {
        return Some((first.0 / 10_000, first.0 / 100 % 100, first.0 % 100));
    }
    let (separator, rest) = rest.split_first()?;
    if !b"-/. ".contains(separator) {
        return None;
    }
    let (second, rest) = number(rest).or_else(|| month_name(rest))?;
    let (again, rest) = rest.split_first()?;
    if again != separator {
        return None;
    }
    let (third, rest) = number(rest)?;
    let time = rest.first().is_none_or(|byte| b"Tt ".contains(byte));
    let named = second.1 == 0;
    match (first.1, third.1) {
        (4, 1 | 2) if time && *separator != b'.' => Some((first.0, second.0, third.0)),
        (1 | 2, 4) if time && named => Some((third.0, second.0, first.0)),
        (1 | 2, 4) if time && (*separator == b'.' || day_first) => Some((third.0, second.0, first.0)),
        (1 | 2, 4) if time && *separator != b' ' => Some((third.0, first.0, second.0)),
        _ => None,
    }
}

/// A number and how many digits it has, at most eight; what comes behind it.
fn number(text: &[u8]) -> Option<((u32, usize), &[u8])> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(length)?;
    if !(1..=8).contains(&length) {
        return None;
    }
    let value = digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    Some(((value, length), rest))
}

/// The number of a month by its English name, with no digits.
fn month_name(text: &[u8]) -> Option<((u32, usize), &[u8])> {
    let length = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (name, rest) = text.split_at_checked(length)?;
    let short = name.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == short)?;
    Some(((u32::try_from(month).ok()? + 1, 0), rest))
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn text(given: &str, day_first: bool) -> Option<String> {
        let [high, low, month, day] = read(given.as_bytes(), day_first).ok()??;
        Some(format!("{:04}-{month:02}-{day:02}", u16::from_be_bytes([high, low])))
    }

    #[test]
    fn one_day_in_many_ways() {
        for way in [
            "2010-03-04",
            "2010-3-4",
            "2010/03/04",
            "20100304",
            " 3/4/2010 ",
            "03/04/2010",
            "3-4-2010",
            "4.3.2010",
            "04.03.2010",
            "2010-03-04T00:00:00.000Z",
            "2010-03-04 00:00",
            "3/4/2010 0:00",
            "4-Mar-2010",
            "04-MAR-2010",
            "4 March 2010",
        ] {
            assert_eq!(text(way, false).as_deref(), Some("2010-03-04"), "{way}");
        }
        assert_eq!(text("4/3/2010", true).as_deref(), Some("2010-03-04"));
        assert_eq!(text("2010-03-04", true).as_deref(), Some("2010-03-04"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for way in [
            "2010-02-29",
            "13/1/2010",
            "2010-13-01",
            "2010-00-01",
            "1/0/2010",
            "3/4/10",
            "2010",
            "soon",
            "1900-01-01",
            "1/1/1970",
            "0001-01-01",
            "9999-12-31",
            "2010-03-041",
            "3/4-2010",
            "3 4 2010",
            "100000000",
            "4-Foo-2010",
            "2010.03.04",
            "3/4/2010x",
        ] {
            assert_eq!(read(way.as_bytes(), false), Err(()), "{way}");
        }
        assert_eq!(text("2012-02-29", false).as_deref(), Some("2012-02-29"));
        assert_eq!(read(b"  ", false), Ok(None));
    }
}
