//! A cursor over JSON text: exactly the grammar of RFC 8259, no recursion, no copies.

/// How many containers may be open at once.
pub(super) const MAX_DEPTH: usize = 256;

/// Why the cursor could not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Malformed,
    TooDeep,
}

pub(super) type Step<T> = Result<T, Fault>;

/// The bytes between a string's quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) escaped: bool,
    /// Whether it holds more than ASCII.
    #[cfg_attr(not(feature = "api"), expect(dead_code, reason = "only lists are decoded"))]
    pub(super) wide: bool,
    /// Whether that is malformed UTF-8.
    #[cfg_attr(not(feature = "api"), expect(dead_code, reason = "only lists are decoded"))]
    pub(super) ill: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    /// Set, and never cleared here, once a string held malformed UTF-8.
    pub(super) ill_text: bool,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Cursor { bytes, at: 0, ill_text: false }
    }

    /// Behind the end it is 0, which is legal nowhere in JSON: no separate test for the end is needed.
    #[inline(always)]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The eight bytes from there on, the first one lowest; none where fewer are left.
    #[inline(always)]
    pub(super) fn word(&self, at: usize) -> Option<u64> {
        self.bytes.get(at..).and_then(<[u8]>::first_chunk).map(|chunk| u64::from_le_bytes(*chunk))
    }

    #[inline(always)]
    pub(super) fn peek(&self) -> u8 {
        self.byte(self.at)
    }

    pub(super) fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// The same where there is hardly ever any.
    #[cfg(feature = "api")]
    #[inline(always)]
    pub(super) fn scarce_space(&mut self) {
        if self.peek() <= b' ' {
            self.space();
        }
    }

    /// Takes `wanted`, which hardly ever has white space before it, if it comes next.
    #[inline(always)]
    pub(super) fn next_is(&mut self, wanted: u8) -> bool {
        if self.peek() == wanted {
            self.at += 1;
            return true;
        }
        self.peek() <= b' ' && self.take(wanted)
    }

    /// Skips white space and takes `wanted` if it comes next.
    pub(super) fn take(&mut self, wanted: u8) -> bool {
        self.space();
        let found = self.peek() == wanted;
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, wanted: u8) -> Step<()> {
        if self.take(wanted) { Ok(()) } else { Err(Fault::Malformed) }
    }

    /// Whether only white space is left.
    pub(super) fn ended(&mut self) -> bool {
        self.space();
        self.at >= self.bytes.len()
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'a [u8] {
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Takes a string, its quotes included.
    pub(super) fn string(&mut self) -> Step<Quoted> {
        if !self.next_is(b'"') {
            return Err(Fault::Malformed);
        }
        let start = self.at;
        let (mut escaped, mut wide) = (false, false);
        loop {
            while let Some(word) = self.word(self.at) {
                let stops = stops(word);
                if stops != 0 {
                    self.at += stops.trailing_zeros() as usize / 8;
                    break;
                }
                self.at += 8;
            }
            match self.peek() {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                0..=0x1f => return Err(Fault::Malformed),
                byte => {
                    wide |= byte >= 0x80;
                    self.at += 1;
                }
            }
        }
        let end = self.at;
        self.at += 1;
        let ill = wide && core::str::from_utf8(self.slice(start, end)).is_err();
        self.ill_text |= ill;
        Ok(Quoted { start, end, escaped, wide, ill })
    }

    fn escape(&mut self) -> Step<()> {
        let hexadecimal = match self.byte(self.at + 1) {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 0,
            b'u' => 4,
            _ => return Err(Fault::Malformed),
        };
        self.at += 2;
        for _ in 0..hexadecimal {
            if !self.peek().is_ascii_hexdigit() {
                return Err(Fault::Malformed);
            }
            self.at += 1;
        }
        Ok(())
    }

    /// Takes a member's name and the colon behind it.
    pub(super) fn key(&mut self) -> Step<Quoted> {
        let key = self.string()?;
        self.expect(b':')?;
        Ok(key)
    }

    fn digits(&mut self) -> Step<()> {
        if !self.peek().is_ascii_digit() {
            return Err(Fault::Malformed);
        }
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        Ok(())
    }

    /// Takes a number; tells whether it is written as an integer.
    pub(super) fn number(&mut self) -> Step<bool> {
        let mut whole = true;
        self.at += usize::from(self.peek() == b'-');
        if self.peek() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            whole = false;
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            whole = false;
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            self.digits()?;
        }
        Ok(whole)
    }

    fn literal(&mut self, text: &[u8]) -> Step<()> {
        if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(text)) {
            self.at += text.len();
            Ok(())
        } else {
            Err(Fault::Malformed)
        }
    }

    fn scalar(&mut self) -> Step<()> {
        match self.peek() {
            b'"' => self.string().map(|_| ()),
            b't' => self.literal(b"true"),
            b'f' => self.literal(b"false"),
            b'n' => self.literal(b"null"),
            _ => self.number().map(|_| ()),
        }
    }

    /// Takes any value. `depth` containers are open around it.
    pub(super) fn skip(&mut self, depth: usize) -> Step<()> {
        // One bit for each open container: set for an object.
        let mut objects = [0u32; MAX_DEPTH / 32];
        let mut open = 0usize;
        loop {
            self.space();
            let first = self.peek();
            if matches!(first, b'{' | b'[') {
                if depth + open >= MAX_DEPTH {
                    return Err(Fault::TooDeep);
                }
                self.at += 1;
                let is_object = first == b'{';
                if let Some(word) = objects.get_mut(open / 32) {
                    let bit = 1 << (open % 32);
                    *word = if is_object { *word | bit } else { *word & !bit };
                }
                open += 1;
                self.space();
                // `}` and `]` stand two behind `{` and `[`.
                if self.peek() != first + 2 {
                    if is_object {
                        self.key()?;
                    }
                    continue;
                }
            } else {
                self.scalar()?;
                if open == 0 {
                    return Ok(());
                }
                self.space();
            }
            // A value has ended, or an empty container is about to.
            loop {
                let word = objects.get((open - 1) / 32).copied().unwrap_or(0);
                let is_object = word >> ((open - 1) % 32) & 1 == 1;
                let found = self.peek();
                self.at += 1;
                if found == b',' {
                    if is_object {
                        self.key()?;
                    }
                    break;
                }
                if found != if is_object { b'}' } else { b']' } {
                    return Err(Fault::Malformed);
                }
                open -= 1;
                if open == 0 {
                    return Ok(());
                }
                self.space();
            }
        }
    }
}

/// The high bit of each byte at which a string's plain text ends: a quote, a backslash, a control character, or more
/// than ASCII. Only the lowest one is sure: a borrow may set higher ones.
#[inline(always)]
fn stops(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let quote = word ^ (EACH * b'"' as u64);
    let backslash = word ^ (EACH * b'\\' as u64);
    // Less one, only zero gets its high bit set, unless it was set: and then the word's own is.
    let found = quote.wrapping_sub(EACH) | backslash.wrapping_sub(EACH) | word.wrapping_sub(EACH * 0x20) | word;
    found & (EACH << 7)
}
