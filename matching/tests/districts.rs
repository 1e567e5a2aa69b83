//! Made-up districts: a roster, and the accounts of an application whose people are partly the same, with all that goes
//! wrong between two systems.

use clever_matching::{Field, Kind};

use crate::reference::Record;

/// A small seeded generator.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bf0_3635)
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit as u64) as usize
    }

    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.roll() % 100 < percent
    }

    pub(crate) fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

pub(crate) struct District {
    pub(crate) local: Vec<Record>,
    /// Whose account each local record is: the Clever id, or nobody of the roster.
    pub(crate) owners: Vec<Option<String>>,
    pub(crate) roster: Vec<Record>,
}

const FIRST: [&str; 8] = ["Emma", "Liam", "José", "Zoë", "Ann", "Ben", "Straße", "小明"];
const LAST: [&str; 6] = ["Muñoz", "O'Neil", "Nguyen", "Smith", "Washington-Carver", "Lee"];
const NOTHING: [&str; 9] = ["", "", "", "N/A", "-", "none", "000", "999999", "\u{fffd}x"];

/// Of `size` people on each side. The smaller the pool of values, the more they meet.
pub(crate) fn district(kind: Kind, size: usize, seed: u64) -> District {
    let mut dice = Dice::new(seed);
    let pool = size * 3;
    let mut roster: Vec<Record> = Vec::new();
    for number in 0..size {
        let id = if dice.chance(90) { format!("5f{number:022x}") } else { format!("user-{number}") };
        let mut record = person(kind, &mut dice, pool);
        record.insert(Field::Id, id);
        roster.push(record);
    }
    let mut local = Vec::new();
    let mut owners = Vec::new();
    for person in &roster {
        if dice.chance(80) {
            // The same person, as another system has them.
            owners.push(person.get(&Field::Id).cloned());
            let mut record = person.clone();
            record.remove(&Field::Id);
            spoil(&mut record, &mut dice, pool);
            local.push(record);
        } else {
            owners.push(None);
            local.push(self::person(kind, &mut dice, pool));
        }
    }
    // Duplicate accounts; twins and shared addresses come by themselves from the small pool.
    for _ in 0..size / 20 {
        let at = dice.below(local.len());
        owners.push(owners[at].clone());
        let mut twice = local[at].clone();
        spoil(&mut twice, &mut dice, pool);
        local.push(twice);
    }
    // A page that was read twice, with a record that changed in between.
    for _ in 0..size / 20 {
        let at = dice.below(roster.len());
        let mut again = roster[at].clone();
        if dice.chance(50) {
            spoil(&mut again, &mut dice, pool);
            again.insert(Field::Id, roster[at][&Field::Id].clone());
        }
        roster.push(again);
    }
    District { local, owners, roster }
}

fn person(kind: Kind, dice: &mut Dice, pool: usize) -> Record {
    let mut record = Record::new();
    let fields = clever_matching::fields_of(kind, kind.priorities());
    for field in fields {
        let text = value(field, dice, pool);
        record.insert(field, text);
    }
    if kind.role().is_some() && dice.chance(98) {
        record.insert(Field::Role, "1".into());
    }
    record
}

fn value(field: Field, dice: &mut Dice, pool: usize) -> String {
    if dice.chance(12) {
        return dice.pick(&NOTHING).to_owned();
    }
    match field {
        Field::FirstName => dice.pick(&FIRST).to_owned(),
        Field::LastName => dice.pick(&LAST).to_owned(),
        Field::Dob => format!("{}/{}/{}", 1 + dice.below(2), 1 + dice.below(9), 2010 + dice.below(3)),
        Field::Name => format!("{} School {}", dice.pick(&LAST), dice.below(pool)),
        Field::Email if dice.chance(3) => "noemail@x.org".into(),
        Field::Email if dice.chance(3) => format!("mail{}.example.org", dice.below(pool)),
        Field::Email => format!("mail{}@{}.example.org", dice.below(pool), dice.pick(&["a", "b", "schüler"])),
        _ => format!("{:0width$}", dice.below(pool), width = 1 + dice.below(6)),
    }
}

/// What happens to a record on its way through another system.
fn spoil(record: &mut Record, dice: &mut Dice, pool: usize) {
    for (field, text) in record.iter_mut().filter(|(field, _)| **field != Field::Role) {
        match dice.below(16) {
            0 => *text = value(*field, dice, pool),
            1 => text.clear(),
            2 => *text = text.to_uppercase(),
            3 => *text = format!("  {text}\t"),
            4 if *field == Field::Dob => *text = other_date(text),
            5 => *text = unicode_normalization::UnicodeNormalization::nfd(text.as_str()).collect(),
            6 => text.insert(0, '0'),
            7 => *text = format!("{text}\u{200b}"),
            8 => {
                text.pop();
            }
            _ => {}
        }
    }
    if dice.chance(5)
        && let (Some(first), Some(last)) =
            (record.get(&Field::FirstName).cloned(), record.get(&Field::LastName).cloned())
    {
        record.insert(Field::FirstName, last);
        record.insert(Field::LastName, first);
    }
}

fn other_date(text: &str) -> String {
    match text.split('/').collect::<Vec<_>>()[..] {
        [month, day, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    }
}
