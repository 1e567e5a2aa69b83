//! `items` things in `groups` consecutive groups of near-equal size, both ways in O(1).

use std::ops::Range;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Partition {
    items: u64,
    groups: u64,
}

impl Partition {
    pub(crate) fn new(items: u32, groups: u32) -> Self {
        Self { items: u64::from(items), groups: u64::from(groups) }
    }

    /// The group of an item; `None` without groups.
    pub(crate) fn group_of(self, item: u32) -> Option<u32> {
        let item = u64::from(item);
        (item < self.items && self.groups > 0).then(|| (((item + 1) * self.groups - 1) / self.items) as u32)
    }

    /// The items of a group.
    pub(crate) fn range(self, group: u32) -> Range<u32> {
        let edge = |group: u64| (group * self.items / self.groups.max(1)) as u32;
        if u64::from(group) < self.groups { edge(group.into())..edge(u64::from(group) + 1) } else { 0..0 }
    }

    pub(crate) fn groups(self) -> u32 {
        self.groups as u32
    }
}

#[cfg(test)]
mod tests {
    use super::Partition;

    #[test]
    fn both_ways_agree() {
        for items in 0..40 {
            for groups in 0..50 {
                let partition = Partition::new(items, groups);
                let mut seen = 0;
                for group in 0..groups {
                    for item in partition.range(group) {
                        assert_eq!(item, seen, "ranges are consecutive");
                        assert_eq!(partition.group_of(item), Some(group));
                        seen += 1;
                    }
                }
                assert_eq!(seen, if groups == 0 { 0 } else { items });
                assert_eq!(partition.group_of(items), None);
            }
        }
    }
}
