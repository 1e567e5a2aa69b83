//! Names: one in four has letters beyond ASCII.

use crate::seed::pick;

/// The cast's own, so that people recognise whom they signed in as.
const CAST: [(&str, &str); 10] = [
    ("Theo", "Okafor"),
    ("Mina", "Castellanos"),
    ("Priya", "Raman"),
    ("Walter", "Lindqvist"),
    ("Rosa", "Castellanos"),
    ("Imani", "Brookes"),
    ("Greta", "O'Donnell"),
    ("Noemí", "Dias"),
    ("Ada", "Explorer"),
    ("Łukasz", "Zieliński"),
];

const FIRST: &[&str] = &[
    "Aaliyah", "Aiden", "Amara", "Andre", "Anika", "Ava", "Ben", "Bianca", "Caleb", "Carmen", "Chloe", "Daniel", "Diego",
    "Elena", "Eli", "Emma", "Farah", "Gabriel", "Grace", "Hana", "Isaac", "Isla", "Jamal", "John-Paul", "Kai", "Keiko",
    "Layla", "Leo", "Lucas", "Mateo", "Maya", "Mei", "Nadia", "Noah", "Olivia", "Omar", "Quinn", "Ravi", "Ruby", "Sam",
    "José", "Zoë", "Siân", "François", "Søren", "Ángel", "Nguyên", "Þóra", "Чарна", "李", "Şule", "Renée", "Mónica",
];

const LAST: &[&str] = &[
    "Abbott", "Ahmed", "Baker", "Bell", "Brown", "Campbell", "Chavez", "Chen", "Clark", "Cohen", "Davis", "Diaz", "Evans",
    "Fischer", "Flores", "Foster", "Gomez", "Green", "Gupta", "Hall", "Harris", "Hughes", "Ito", "Jackson", "Johnson",
    "Khan", "Kim", "Lee", "Lopez", "Martin", "McCoy", "Mitchell", "Morales", "Nelson", "Novak", "O'Brien", "Okoye",
    "Patel", "Perez", "Ramirez", "Reed", "Rossi", "Santos", "Silva", "Smith", "Tran", "Walker", "Washington", "Young",
    "Müller", "Núñez", "Åkesson", "D’Angelo", "Ōno", "Żak", "García-López", "Ó Súilleabháin",
];

/// First and last name of a user; `draw` decides beyond the cast.
pub(super) fn name(user: u32, draw: u64) -> (&'static str, &'static str) {
    let cast = CAST.get(user as usize).copied();
    cast.unwrap_or_else(|| (pick(FIRST, draw), pick(LAST, draw >> 20)))
}

/// What an address keeps of a name.
pub(super) fn address_part(name: &str) -> String {
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    if letters.is_empty() { "user".to_owned() } else { letters.to_ascii_lowercase() }
}
