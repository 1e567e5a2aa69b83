//! Everything random-looking is a function of the seed and a place.

/// SplitMix64's finaliser over the seed and three coordinates: one draw, any order, no state.
pub(crate) fn draw(seed: u64, what: u64, place: u64, salt: u64) -> u64 {
    let mut z = seed ^ what.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for part in [place, salt, 0x5851_F42D_4C95_7F2D] {
        z = (z ^ part).wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
    }
    z
}

/// One of a list; an empty list gives the type's default.
pub(crate) fn pick<T: Copy + Default>(list: &[T], number: u64) -> T {
    let length = list.len().max(1) as u64;
    list.get((number % length) as usize).copied().unwrap_or_default()
}

/// `length` letters and digits drawn from the seed and a counter.
pub(crate) fn letters(seed: u64, what: u64, counter: u64, length: usize, alphabet: &[u8]) -> String {
    (0..length as u64).map(|place| char::from(pick(alphabet, draw(seed, what, counter, place) >> 7))).collect()
}

pub(crate) const BASE62: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
pub(crate) const HEX: &[u8] = b"0123456789abcdef";

#[cfg(test)]
mod tests {
    use super::{BASE62, draw, letters};

    #[test]
    fn a_draw_depends_on_every_coordinate() {
        let base = draw(1, 2, 3, 4);
        assert_eq!(base, draw(1, 2, 3, 4));
        for other in [draw(2, 2, 3, 4), draw(1, 3, 3, 4), draw(1, 2, 4, 4), draw(1, 2, 3, 5)] {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn letters_differ_by_counter() {
        assert_ne!(letters(1, 1, 1, 38, BASE62), letters(1, 1, 2, 38, BASE62));
    }
}
