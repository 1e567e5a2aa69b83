//! What a token stands for, within its text: as random to look at as Clever's, and known again by any process of the
//! same seed. It keeps nobody out who knows the seed, and need not: everyone here is made up.

use super::TokenKind;
use crate::seed::{BASE62, HEX, draw, letters};

/// In the order of their bits, from the highest.
const KINDS: [TokenKind; 4] = [TokenKind::DistrictSso, TokenKind::Library, TokenKind::District, TokenKind::AllScopes];
const NUMBER_BITS: u32 = 20;
const TIME_BITS: u32 = 42;
const PLACE_BITS: u32 = 8;

/// What a token's text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claims {
    pub(crate) kind: TokenKind,
    /// Place among the personas.
    pub(crate) persona: usize,
    /// Place among the clients.
    pub(crate) client: usize,
    pub(crate) number: u64,
    pub(crate) issued_ms: u64,
}

impl Claims {
    /// 80 bits. What does not fit is cut: then the text is still a token, for the process that minted it.
    fn pack(self) -> u128 {
        let kind = KINDS.iter().position(|kind| *kind == self.kind).unwrap_or(0) as u128;
        let parts = [
            (kind, 2),
            (self.persona as u128, PLACE_BITS),
            (self.client as u128, PLACE_BITS),
            (u128::from(self.number), NUMBER_BITS),
            (u128::from(self.issued_ms), TIME_BITS),
        ];
        parts.iter().fold(0, |packed, (part, bits)| packed << bits | part & ((1 << bits) - 1))
    }

    fn unpack(mut packed: u128) -> Option<Self> {
        let mut take = |bits: u32| {
            let part = packed & ((1 << bits) - 1);
            packed >>= bits;
            part
        };
        let issued_ms = take(TIME_BITS) as u64;
        let number = take(NUMBER_BITS) as u64;
        let client = take(PLACE_BITS) as usize;
        let persona = take(PLACE_BITS) as usize;
        let kind = KINDS.get(take(2) as usize).copied()?;
        (packed == 0).then_some(Self { kind, persona, client, number, issued_ms })
    }
}

/// How a token of a kind is written.
struct Form {
    prefix: &'static str,
    alphabet: &'static [u8],
    /// Half for the claims, half for the mark that proves them.
    half: usize,
}

const USERS: Form = Form { prefix: "il", alphabet: BASE62, half: 19 };
const DISTRICTS: Form = Form { prefix: "", alphabet: HEX, half: 20 };

/// What closes and opens the tokens of one seed; after a reset those of before are unknown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seal {
    secret: u64,
}

impl Seal {
    pub(crate) fn new(seed: u64, epoch: u64) -> Self {
        Self { secret: draw(seed, 0x5EA1, epoch, 0) }
    }

    pub(crate) fn close(self, claims: Claims) -> String {
        let form = if claims.kind == TokenKind::District { DISTRICTS } else { USERS };
        let packed = claims.pack();
        let mark = self.mark(packed, &form);
        let radix = form.alphabet.len() as u128;
        let (mut rest, mut body) = (packed, String::new());
        for place in 0..form.half {
            let digit = (rest % radix + self.shift(&mark, place)) % radix;
            body.push(form.alphabet.get(digit as usize).copied().map_or('0', char::from));
            rest /= radix;
        }
        [form.prefix, &body, &mark].concat()
    }

    /// The claims of a text that this seal closed.
    pub(crate) fn open(self, text: &str) -> Option<Claims> {
        let form = if text.starts_with(USERS.prefix) { USERS } else { DISTRICTS };
        let (body, mark) = text.strip_prefix(form.prefix)?.split_at_checked(form.half)?;
        let radix = form.alphabet.len() as u128;
        let mut packed = 0u128;
        for (place, letter) in body.bytes().enumerate().rev() {
            let digit = form.alphabet.iter().position(|one| *one == letter)? as u128;
            let digit = (digit + radix - self.shift(mark, place) % radix) % radix;
            packed = packed.checked_mul(radix)?.checked_add(digit)?;
        }
        (self.mark(packed, &form) == mark).then(|| Claims::unpack(packed)).flatten()
    }

    fn mark(self, packed: u128, form: &Form) -> String {
        letters(draw(self.secret, 0x3A6B, packed as u64, (packed >> 64) as u64), 0x3A6B, 0, form.half, form.alphabet)
    }

    /// What hides a digit of the claims, so that one token tells nothing of the next.
    fn shift(self, mark: &str, place: usize) -> u128 {
        let sum = mark.bytes().fold(0u64, |sum, byte| sum.wrapping_mul(131).wrapping_add(u64::from(byte)));
        u128::from(draw(self.secret, 0x5417, sum, place as u64) >> 9)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::{Claims, KINDS, Seal};

    fn claims(kind: super::TokenKind, number: u64) -> Claims {
        Claims { kind, persona: 8, client: 3, number, issued_ms: 1_756_728_000_000 + number }
    }

    #[test]
    fn what_was_closed_opens_and_nothing_else() {
        let seal = Seal::new(7, 0);
        for kind in KINDS {
            let text = seal.close(claims(kind, 12));
            assert_eq!(text.len(), 40);
            assert_eq!(seal.open(&text), Some(claims(kind, 12)));
            assert_eq!(Seal::new(8, 0).open(&text), None);
            assert_eq!(Seal::new(7, 1).open(&text), None);
            for place in 2..40 {
                let mut other = text.clone().into_bytes();
                other[place] = if other[place] == b'a' { b'b' } else { b'a' };
                assert_eq!(seal.open(&String::from_utf8(other).unwrap()), None, "{place}");
            }
        }
        for odd in ["", "il", "é", "ilééééééééééééééééééé", &"f".repeat(40), &"il".repeat(40)] {
            assert_eq!(seal.open(odd), None, "{odd}");
        }
    }

    #[test]
    fn neighbours_have_nothing_in_common() {
        let seal = Seal::new(7, 0);
        let (one, next) = (seal.close(claims(KINDS[0], 1)), seal.close(claims(KINDS[0], 2)));
        let same = one.bytes().zip(next.bytes()).skip(2).filter(|(a, b)| a == b).count();
        assert!(same < 8, "{one} {next}");
    }
}
