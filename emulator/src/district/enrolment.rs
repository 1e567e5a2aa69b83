//! Who sits in which section, in both directions.
//!
//! In each period a school's `n` students are put in another order (an affine permutation modulo `n`) and
//! dealt out to its `t` teachers in equal parts. With fewer students than teachers a student sits with several.

use std::ops::Range;

use super::{District, PERIODS, partition::Partition};
use crate::{id::Kind, persona::Role};

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// An order of the numbers below `n`.
struct Permutation {
    n: u64,
    factor: u64,
    shift: u64,
}

impl Permutation {
    fn new(n: u32, draw: u64, period: u32) -> Self {
        let n = u64::from(n).max(1);
        let first = if period == 0 { 1 } else { 1 + draw % n };
        let factor = (first..first + n).find(|factor| gcd(*factor, n) == 1).unwrap_or(1) % n.max(2);
        Self { n, factor, shift: if period == 0 { 0 } else { (draw >> 32) % n } }
    }

    fn position(&self, item: u32) -> u32 {
        ((u64::from(item) * self.factor + self.shift) % self.n) as u32
    }

    /// The factor's inverse modulo `n`, by the extended Euclidean algorithm.
    fn inverse(&self) -> u64 {
        let (mut old_r, mut r) = (self.factor as i128, self.n as i128);
        let (mut old_s, mut s) = (1i128, 0i128);
        while r != 0 {
            let quotient = old_r / r;
            (old_r, r) = (r, old_r - quotient * r);
            (old_s, s) = (s, old_s - quotient * s);
        }
        old_s.rem_euclid(self.n as i128) as u64
    }
}

impl District {
    /// The students (by rank) and the teachers (by rank) of a school.
    fn members(&self, school: u32) -> (Range<u32>, Range<u32>) {
        (self.student_schools.range(school), self.teacher_schools.range(school))
    }

    fn permutation(&self, school: u32, period: u32, students: u32) -> Permutation {
        Permutation::new(students, self.draw(Kind::Section, school, u64::from(period)), period)
    }

    fn school_of_teacher(&self, teacher: u32) -> u32 {
        self.teacher_schools.group_of(teacher).unwrap_or(0)
    }

    pub(super) fn section_school(&self, section: u32) -> u32 {
        self.school_of_teacher(section / PERIODS)
    }

    /// The sections held at a school.
    pub(super) fn school_sections(&self, school: u32) -> Range<u32> {
        let teachers = self.teacher_schools.range(school);
        teachers.start * PERIODS..teachers.end * PERIODS
    }

    /// The students of a section, by rank, ascending.
    pub(super) fn section_students(&self, section: u32) -> Vec<u32> {
        let (teacher, period) = (section / PERIODS, section % PERIODS);
        let school = self.school_of_teacher(teacher);
        let (students, teachers) = self.members(school);
        let (n, t) = (students.len() as u32, teachers.len() as u32);
        if n == 0 {
            return Vec::new();
        }
        let place = teacher - teachers.start;
        let positions = if t <= n { Partition::new(n, t).range(place) } else { place % n..place % n + 1 };
        let permutation = self.permutation(school, period, n);
        let (inverse, modulus) = (permutation.inverse(), u64::from(n));
        let back = |position: u32| (u64::from(position) + modulus - permutation.shift) % modulus * inverse % modulus;
        let mut found: Vec<u32> = positions.map(|position| students.start + back(position) as u32).collect();
        found.sort_unstable();
        found
    }

    /// The sections of a student (by rank), ascending.
    pub(super) fn student_sections(&self, student: u32) -> Vec<u32> {
        let Some(school) = self.student_schools.group_of(student) else { return Vec::new() };
        let (students, teachers) = self.members(school);
        let (n, t) = (students.len() as u32, teachers.len() as u32);
        let mut found = Vec::new();
        for period in 0..PERIODS {
            let position = self.permutation(school, period, n).position(student - students.start);
            let places: Vec<u32> = if t <= n {
                Partition::new(n, t).group_of(position).into_iter().collect()
            } else {
                (position..t).step_by(n as usize).collect()
            };
            found.extend(places.into_iter().map(|place| (teachers.start + place) * PERIODS + period));
        }
        found.sort_unstable();
        found
    }

    /// The teacher (by rank) who leads a section. A few sections have nobody.
    pub(super) fn section_lead(&self, section: u32) -> Option<u32> {
        let (teacher, period) = (section / PERIODS, section % PERIODS);
        let place = teacher - self.teacher_schools.range(self.school_of_teacher(teacher)).start;
        (period != 4 || place % 5 != 4).then_some(teacher)
    }

    /// The teacher who comes in beside the lead: the colleague before them, now and then, in the first period.
    fn section_second(&self, section: u32) -> Option<u32> {
        let (teacher, period) = (section / PERIODS, section % PERIODS);
        let place = teacher - self.teacher_schools.range(self.school_of_teacher(teacher)).start;
        (period == 0 && place > 0 && (place - 1) % 7 == 3).then(|| teacher - 1)
    }

    /// All teachers of a section, by rank, ascending.
    pub(super) fn section_teachers(&self, section: u32) -> Vec<u32> {
        self.section_second(section).into_iter().chain(self.section_lead(section)).collect()
    }

    /// The sections of a teacher (by rank), ascending.
    pub(super) fn teacher_sections(&self, teacher: u32) -> Vec<u32> {
        let own = teacher * PERIODS..(teacher + 1) * PERIODS;
        let mut found: Vec<u32> = own.filter(|section| self.section_lead(*section).is_some()).collect();
        let next = (teacher + 1) * PERIODS;
        if teacher + 1 < self.role_count(Role::Teacher)
            && self.school_of_teacher(teacher + 1) == self.school_of_teacher(teacher)
            && self.section_second(next) == Some(teacher)
        {
            found.push(next);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Permutation;

    #[test]
    fn every_order_is_one() {
        for n in 1..60u32 {
            for draw in [0, 1, 7, 0xFFFF_FFFF_FFFF, 0x1234_5678_9ABC_DEF0] {
                for period in 0..3 {
                    let order = Permutation::new(n, draw, period);
                    let inverse = order.inverse();
                    let mut seen = std::collections::BTreeSet::new();
                    for item in 0..n {
                        let position = order.position(item);
                        assert!(position < n && seen.insert(position));
                        let modulus = u64::from(n);
                        let back = (u64::from(position) + modulus - order.shift) % modulus * inverse % modulus;
                        assert_eq!(back as u32, item);
                    }
                }
            }
        }
    }
}
