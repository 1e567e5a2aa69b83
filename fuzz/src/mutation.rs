//! Changing inputs as a seed decides.

use crate::random::Random;

/// No longer input is made: what grows without end slows everything down.
const MOST_BYTES: usize = 4096;

const ODD: &[u8] = b"\0\t\n\r \"#%&+,/:;<=?@[\\]{}0159aAzZ\x7f\x80\xc3\xa9\xed\xf0\xff";

/// A source of inputs.
#[derive(Debug)]
pub struct Mutator {
    random: Random,
    dictionary: &'static [&'static str],
}

impl Mutator {
    /// The same seed gives the same inputs for the same pool.
    #[must_use]
    pub fn new(seed: u64, dictionary: &'static [&'static str]) -> Mutator {
        Mutator { random: Random::new(seed), dictionary }
    }

    /// An input made of one or two of the pool.
    pub fn next(&mut self, pool: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = pool[self.random.below(pool.len())].clone();
        for _ in 0..=self.random.below(5) {
            self.change(&mut bytes, pool);
        }
        bytes.truncate(MOST_BYTES);
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, pool: &[Vec<u8>]) {
        let at = self.random.below(bytes.len() + 1);
        let end = at + self.random.below(bytes.len() - at + 1);
        match self.random.below(12) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.random.below(8);
                }
            }
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = self.random.pick(ODD);
                }
            }
            2 => bytes.insert(at, self.random.pick(ODD)),
            3 => bytes.insert(at, self.random.next() as u8),
            4 | 5 if !self.dictionary.is_empty() => {
                let piece = self.random.pick(self.dictionary);
                bytes.splice(at..at, piece.bytes());
            }
            6 if !self.dictionary.is_empty() => {
                let piece = self.random.pick(self.dictionary);
                let end = (at + piece.len()).min(bytes.len());
                bytes.splice(at..end, piece.bytes());
            }
            7 => drop(bytes.drain(at..end.min(at + 16))),
            8 => bytes.truncate(at),
            9 => {
                let piece = bytes[at..end].to_vec();
                let to = self.random.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            10 => {
                // The first byte chooses how the rest is used.
                if let Some(byte) = bytes.first_mut() {
                    *byte = self.random.next() as u8;
                }
            }
            _ => {
                let other = &pool[self.random.below(pool.len())];
                let from = self.random.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
        }
    }
}
