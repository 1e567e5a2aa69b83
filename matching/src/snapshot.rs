//! A run as bytes, to be gone on with when the roster has changed.

use crate::id::Id;
use crate::matching::Matching;
use crate::prelude::*;
use crate::roster::ELSEWHERE;
use crate::settings::Settings;
use crate::table::HashKey;
use crate::value::{Domains, read_head};

/// In front of every snapshot: what it is, and the version of its form.
const MARK: &[u8] = b"clever-match\x01";

pub(crate) fn write(run: &Matching) -> Vec<u8> {
    let mut out = MARK.to_vec();
    let (local, roster) = (&run.local, &run.roster);
    write_text(&mut out, run.settings.lasting.as_bytes());
    write_number(&mut out, u32::from(local.with_ids));
    let domains = local.domains.list();
    write_number(&mut out, domains.len() as u32);
    domains.iter().for_each(|domain| write_text(&mut out, domain));
    write_number(&mut out, local.rows);
    for row in 0..local.rows {
        let (bytes, refused) = local.stored(row);
        out.push(refused);
        write_text(&mut out, bytes);
    }
    write_text(&mut out, roster.district.as_deref().unwrap_or_default());
    write_number(&mut out, u32::from(roster.chosen));
    write_number(&mut out, roster.rows());
    for row in 0..roster.rows() {
        match roster.ids.get(row) {
            Id::Hexadecimal(words) => {
                write_number(&mut out, 0);
                words.into_iter().for_each(|word| write_number(&mut out, word));
            }
            Id::Odd(text) => write_text(&mut out, text),
        }
        out.push(u8::from(roster.gone.has(row)));
        (0..roster.keys).for_each(|index| write_number(&mut out, roster.code(row, index)));
    }
    out
}

pub(crate) fn restore(bytes: &[u8], hash_key: HashKey) -> Option<Matching> {
    let mut rest = Rest(bytes.strip_prefix(MARK)?);
    let lasting = core::str::from_utf8(rest.text()?).ok()?.to_owned();
    let mut run = Matching::new(Settings::parse(&lasting).ok()?, hash_key);
    run.local.with_ids = rest.number()? == 1;
    let domains = rest.number()?;
    let domains: Option<Vec<Box<[u8]>>> = (0..domains).map(|_| rest.text().map(Box::from)).collect();
    run.local.domains = domains?.into_iter().collect::<Domains>();
    for _ in 0..rest.number()? {
        let refused = rest.byte()?;
        let row = rest.text()?;
        if !is_row(row, run.local.keys.len() + usize::from(run.local.with_ids)) {
            return None;
        }
        run.local.restore(row, refused).ok()?;
    }
    run.local.close();
    let district = rest.text()?;
    run.roster.district = Some(district).filter(|district| !district.is_empty()).map(Box::from);
    run.roster.chosen = rest.number()? == 1;
    for row in 0..rest.number()? {
        let id = match rest.text()? {
            [] => Id::Hexadecimal([rest.number()?, rest.number()?, rest.number()?]),
            text => Id::Odd(text),
        };
        run.roster.ids.push(&id);
        if rest.byte()? == 1 {
            run.roster.gone.add(row);
        }
        let codes: Option<Vec<u32>> = (0..run.roster.keys)
            .map(|_| rest.number().filter(|code| *code < run.local.rows || *code >= ELSEWHERE))
            .collect();
        run.roster.codes.push(&codes?);
    }
    run.roster.ids.index(&run.local.hash_key);
    run.begin_roster();
    rest.0.is_empty().then_some(run)
}

/// Whether the bytes are that many values and no more.
fn is_row(mut row: &[u8], values: usize) -> bool {
    for _ in 0..values {
        let Some(rest) = read_head(row).and_then(|(length, _, behind)| behind.get(length..)) else { return false };
        row = rest;
    }
    row.is_empty()
}

fn write_number(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn write_text(out: &mut Vec<u8>, text: &[u8]) {
    write_number(out, text.len() as u32);
    out.extend_from_slice(text);
}

/// What has not been read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn number(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn text(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length as usize)
    }
}
