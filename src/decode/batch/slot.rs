//! One word that says where a value is.

use core::num::NonZeroU32;

/// Where a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::decode) struct Slot(NonZeroU32);

impl Slot {
    pub(in crate::decode) const NULL: Slot = Slot::new(1);
    pub(in crate::decode) const TRUE: Slot = Slot::new(2);
    pub(in crate::decode) const FALSE: Slot = Slot::new(3);
    pub(super) const EMPTY: Slot = Slot::new(4);

    #[inline(always)]
    pub(super) const fn new(value: u32) -> Slot {
        match NonZeroU32::new(value) {
            Some(value) => Slot(value),
            None => Slot(NonZeroU32::MIN),
        }
    }

    #[inline(always)]
    pub(super) fn on_tape(at: usize) -> Slot {
        Slot::new(!(at as u32))
    }

    #[inline(always)]
    pub(super) fn get(self) -> u32 {
        self.0.get()
    }
}

/// The values that those slots stand for.
pub(super) const CONSTANTS: &[u8] = b"[0,null,true,false,\"\"";
pub(super) const CONSTANT_COUNT: u32 = 5;
