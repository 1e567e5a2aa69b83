//! A cursor over JSON text: exactly the grammar of RFC 8259, no recursion, no copies.

use super::quoted::Quoted;

/// How many containers may be open at once.
pub(super) const MAX_DEPTH: usize = 256;

/// What the cursor took; nothing where it cannot go on: because of the grammar, or because of [`Cursor::is_too_deep`].
pub(super) type Step<T = ()> = Option<T>;

#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    /// Set, and never cleared here, once a string held malformed UTF-8.
    pub(super) ill_text: bool,
    /// Why it cannot go on, if it cannot: too many containers are open.
    pub(super) is_too_deep: bool,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Cursor { bytes, at: 0, ill_text: false, is_too_deep: false }
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

    #[inline(always)]
    pub(super) fn space(&mut self) {
        if self.peek() <= b' ' {
            self.spaces();
        }
    }

    #[inline(never)]
    fn spaces(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// The byte behind white space.
    #[cfg(feature = "api")]
    #[inline(always)]
    pub(super) fn after_space(&mut self) -> u8 {
        self.space();
        self.peek()
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

    pub(super) fn expect(&mut self, wanted: u8) -> Step {
        self.take(wanted).then_some(())
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
            return None;
        }
        let start = self.at;
        let mut flags = 0;
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
                    flags |= Quoted::ESCAPED;
                    self.escape()?;
                }
                0..=0x1f => return None,
                0x80.. => {
                    flags |= Quoted::WIDE;
                    while self.peek() >= 0x80 {
                        self.at += 1;
                    }
                }
                _ => self.at += 1,
            }
        }
        let end = self.at;
        self.at += 1;
        self.ill_text |= flags & Quoted::WIDE != 0 && core::str::from_utf8(self.slice(start, end)).is_err();
        Quoted::new(start, end, flags)
    }

    fn escape(&mut self) -> Step {
        let hexadecimal = match self.byte(self.at + 1) {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 0,
            b'u' => 4,
            _ => return None,
        };
        self.at += 2;
        for _ in 0..hexadecimal {
            if !self.peek().is_ascii_hexdigit() {
                return None;
            }
            self.at += 1;
        }
        Some(())
    }

    /// Takes a member's name and the colon behind it.
    pub(super) fn key(&mut self) -> Step<Quoted> {
        let key = self.string()?;
        self.expect(b':')?;
        Some(key)
    }

    fn digits(&mut self) -> Step {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > start).then_some(())
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
        Some(whole)
    }

    #[inline(always)]
    fn literal(&mut self, text: &[u8]) -> Step {
        for byte in text {
            if self.peek() != *byte {
                return None;
            }
            self.at += 1;
        }
        Some(())
    }

    /// Takes a `null`.
    #[cfg(feature = "api")]
    pub(super) fn null(&mut self) -> Step {
        self.literal(b"null")
    }

    fn scalar(&mut self) -> Step {
        match self.peek() {
            b'"' => self.string().map(|_| ()),
            b't' => self.literal(b"true"),
            b'f' => self.literal(b"false"),
            b'n' => self.literal(b"null"),
            _ => self.number().map(|_| ()),
        }
    }

    /// Takes any value. `depth` containers are open around it.
    pub(super) fn skip(&mut self, depth: usize) -> Step {
        self.space();
        if matches!(self.peek(), b'{' | b'[') { self.container(depth) } else { self.scalar() }
    }

    fn container(&mut self, depth: usize) -> Step {
        // One bit for each open container: set for an object.
        let mut objects = [0u32; MAX_DEPTH / 32];
        let mut open = 0usize;
        loop {
            self.space();
            let first = self.peek();
            if matches!(first, b'{' | b'[') {
                if depth + open >= MAX_DEPTH {
                    self.is_too_deep = true;
                    return None;
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
                    return Some(());
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
                    return None;
                }
                open -= 1;
                if open == 0 {
                    return Some(());
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
