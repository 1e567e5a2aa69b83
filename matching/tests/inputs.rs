//! Whatever form records come in, and in pieces of whatever size, the outcome is the same.

use clever_matching::{Delimited, Fault, Field, Fields, HashKey, Header, Json, Kind, Matching, Refusal};

use crate::districts::{Dice, district};
use crate::run::{SECRET, clever_json, csv, feed, plan, read, settings, verdict};

const SIZES: [usize; 6] = [1, 2, 7, 61, 4096, usize::MAX];

fn run(lines: &[&[&str]]) -> Matching {
    Matching::new(settings(lines), HashKey::new(&SECRET))
}

fn kind_name(kind: Kind) -> &'static str {
    kind.role().unwrap_or("school")
}

#[test]
fn a_table_and_pages_in_pieces_of_any_size() {
    for (kind, seed) in [(Kind::Student, 1), (Kind::Teacher, 2), (Kind::Staff, 3), (Kind::School, 4)] {
        let mut made = district(kind, 60, seed);
        // Texts of a table and of JSON cannot lack the role.
        made.roster.retain(|record| kind == Kind::School || record.contains_key(&clever_matching::Field::Role));
        let expected = verdict(&plan(kind), &made.local, &made.roster);
        let table = csv(kind, &made.local);
        let rows: Vec<serde_json::Value> = made
            .roster
            .iter()
            .map(|record| serde_json::json!({"data": clever_json(kind, record), "uri": "/v3.1/x"}))
            .collect();
        let (one, two) = rows.split_at(rows.len() / 2);
        let links = serde_json::json!([{"rel": "self", "uri": "/v3.1/users?a=\\\"]}"}]);
        let bare: Vec<String> = made.roster.iter().map(|record| clever_json(kind, record).to_string()).collect();
        let forms = [
            format!(
                "{}{}",
                serde_json::json!({"data": one, "links": links}),
                serde_json::json!({"links": links, "data": two})
            ),
            rows.iter().map(|row| format!("{row}\r\n")).collect(),
            serde_json::json!([one, two].concat()).to_string(),
            format!("\u{feff}{}", bare.join("\n")),
            serde_json::to_string_pretty(&serde_json::json!({"data": rows, "count": 7})).unwrap(),
        ];
        for (roster, size) in forms.iter().flat_map(|form| SIZES.map(|size| (form, size))) {
            let mut run = run(&[&["kind", kind_name(kind)], &["local", "delimited"], &["roster", "json"]]);
            feed(&mut run, false, table.as_bytes(), size).unwrap();
            run.close_local();
            feed(&mut run, true, roster.as_bytes(), size).unwrap();
            let outcome = run.resolve();
            assert_eq!(
                read(plan(kind).keys.as_slice(), &outcome, |row| run.roster().id(row)),
                expected,
                "{kind:?} {size}"
            );
        }
    }
}

/// Records of a run are looked up some dozens at a time; alone they come to the same.
#[test]
fn side_by_side_is_as_one_by_one() {
    for (size, seed) in [(63, 5), (64, 6), (65, 7), (400, 8)] {
        let mut made = district(Kind::Student, size, seed);
        made.roster.retain(|record| record.contains_key(&Field::Role));
        // Ids that come again: at once, in the same dozens, in later ones, and as other people's records.
        for (at, distance) in [(3, 1), (9, 20), (5, 70), (40, 300)] {
            let again = made.roster[at].clone();
            let place = (at + distance).min(made.roster.len());
            made.roster.insert(place, again);
            let id = made.roster[at][&Field::Id].clone();
            let other = made.roster.len() - 2;
            made.roster[other].insert(Field::Id, id);
        }
        let expected = verdict(&plan(Kind::Student), &made.local, &made.roster);
        let table = csv(Kind::Student, &made.local);
        let lines: String = made.roster.iter().map(|one| clever_json(Kind::Student, one).to_string() + "\n").collect();
        for piece in [1000, usize::MAX] {
            let mut run = run(&[&["kind", "student"], &["local", "delimited"], &["roster", "json"]]);
            feed(&mut run, false, table.as_bytes(), piece).unwrap();
            run.close_local();
            feed(&mut run, true, lines.as_bytes(), piece).unwrap();
            let outcome = run.resolve();
            let keys = plan(Kind::Student).keys;
            assert_eq!(read(&keys, &outcome, |row| run.roster().id(row)), expected, "{size} {piece}");
        }
    }
}

/// The first address of each local record that was linked.
fn linked(lines: &[&[&str]], local: &str, size: usize) -> Result<Vec<u32>, Fault> {
    let mut run = run(&[&[&["kind", "student"][..], &["roster", "json"]], lines].concat());
    feed(&mut run, false, local.as_bytes(), size)?;
    run.close_local();
    let roster =
        r#"{"id":"A","email":"a@x.org","roles":{"student":{}}}{"id":"B","email":"b@x.org","roles":{"student":{}}}"#;
    feed(&mut run, true, roster.as_bytes(), size)?;
    Ok(run.resolve().match_local)
}

#[test]
fn tables_as_people_export_them() {
    let tables = [
        "email\na@x.org\nb@x.org\n",
        "email\r\na@x.org\r\nb@x.org",
        "\u{feff}\"E-Mail\",Name\n\"a@x.org\",\"Lee, Ann\"\n\"b@x.org\",\"x\"\"y\nz\"\n",
        "Name\tEmail Address\nx,y\ta@x.org\n\tb@x.org\n",
        "Name;Email\n1,2;a@x.org\n3,4;b@x.org\n",
        "Name|Email\n\n1|a@x.org\n\n3|b@x.org|extra|cells\n",
        "email,name\na@x.org\nb@x.org,\n",
    ];
    for (table, size) in tables.iter().flat_map(|table| SIZES.map(|size| (table, size))) {
        assert_eq!(linked(&[&["local", "delimited"]], table, size), Ok(vec![0, 1]), "{table:?} {size}");
    }
}

#[test]
fn columns_by_name_and_by_number() {
    let delimited: &[&str] = &["local", "delimited"];
    assert_eq!(linked(&[delimited, &["map", "email", "Kontakt"]], "x,kontakt\n1,a@x.org\n", 3), Ok(vec![0]));
    assert_eq!(linked(&[delimited, &["map", "email", "#2"]], "1,a@x.org\n2,b@x.org\n", 3), Ok(vec![0, 1]));
    assert_eq!(linked(&[delimited, &["map", "email", "#2"]], "x,Email\n1,a@x.org\n", 3), Ok(vec![0]));
    assert_eq!(
        linked(&[delimited, &["map", "email", "#2"], &["header", "present"]], "x,y\n1,a@x.org\n", 3),
        Ok(vec![0])
    );
    let columns = linked(&[delimited], "x,y\n1,a@x.org\n", 3).unwrap_err();
    assert_eq!(columns, Fault::NoColumns("x, y".into()));
    assert_eq!(linked(&[delimited, &["map", "email", "z"]], "x,y\n", 3), Err(Fault::NoSuchColumn("z".into())));
}

#[test]
fn local_lines_of_json() {
    let lines = "{\"mail\":{\"work\":\"a@x.org\"},\"data\":{\"id\":1}}\n{}\n{\"mail\":{\"work\":\"b\\u0040x.org\"}}";
    for size in SIZES {
        assert_eq!(linked(&[&["local", "json"], &["map", "email", "mail.work"]], lines, size), Ok(vec![0, 2]));
    }
}

fn roster_fault(text: &str, size: usize) -> Option<Fault> {
    let mut run = run(&[&["kind", "student"], &["local", "delimited"], &["roster", "json"]]);
    feed(&mut run, false, b"email\n", 100).unwrap();
    run.close_local();
    feed(&mut run, true, text.as_bytes(), size).err()
}

#[test]
fn what_is_no_json_says_where() {
    let deep = format!("[{{\"id\":\"A\",\"ext\":{}1{}}}]", "[".repeat(300), "]".repeat(300));
    for size in SIZES {
        assert_eq!(roster_fault("{\"data\":[{\"id\" 1}]}", size), Some(Fault::Malformed(15)), "{size}");
        assert_eq!(roster_fault("<html>", size), Some(Fault::Malformed(0)));
        assert_eq!(roster_fault("[{\"id\":\"A\"}", size), Some(Fault::Malformed(11)));
        assert_eq!(roster_fault("[{\"id\":\"A\",\"x\":[}]}]", size), Some(Fault::Malformed(16)));
        assert!(matches!(roster_fault(&deep, size), Some(Fault::TooDeep(_))));
        assert_eq!(roster_fault("", size), None);
        assert_eq!(roster_fault(" [ ] ", size), None);
    }
}

#[test]
fn one_district_at_a_time() {
    let two =
        r#"[{"id":"A","district":"d1","roles":{"student":{}}},{"id":"B","district":"d2","roles":{"student":{}}}]"#;
    assert_eq!(roster_fault(two, 9), Some(Fault::Refused(Refusal::SecondDistrict)));
    let mut run = run(&[&["kind", "student"], &["local", "delimited"], &["roster", "json"], &["district", "d2"]]);
    feed(&mut run, false, b"email\n", 100).unwrap();
    run.close_local();
    feed(&mut run, true, two.as_bytes(), 9).unwrap();
    assert_eq!((run.roster().rows(), run.roster().skipped().other_district), (1, 1));
}

#[test]
fn batches_are_exact_or_refused() {
    let mut run = run(&[&["kind", "student"], &["map", "email", ""], &["map", "sis_id", ""]]);
    let mut push = |text: &str, rows| {
        run.reserve(text.len()).copy_from_slice(text.as_bytes());
        run.push_local(text.len(), rows, false)
    };
    assert_eq!(push("a@x.org\u{1f}b@x.org\u{1e}1\u{1f}", 2), Ok(()));
    assert_eq!(push("a\u{1f}b\u{1e}1", 1), Err(Fault::Uneven));
    assert_eq!(push("a\u{1e}b\u{1e}1", 1), Err(Fault::Uneven));
    assert_eq!(push("a\u{1e}b\u{1f}c\u{1f}", 2), Err(Fault::Uneven));
    assert_eq!(push("a\u{1f}b\u{1f}c\u{1f}d", 2), Err(Fault::Uneven));
    assert_eq!(push("a", 1), Err(Fault::Uneven));
    assert_eq!(push("a\u{1f}b\u{1e}1\u{1e}2", 2), Err(Fault::Uneven));
    assert_eq!(push("a\u{1f}b\u{1f}c\u{1e}1\u{1f}2", 3), Err(Fault::Uneven));
    assert_eq!(push("a\u{1e}1", 0), Ok(()));
    assert_eq!(run.local().rows(), 2);
}

#[test]
fn a_column_of_one_cell_says_it_for_all_rows() {
    for local in ["2\u{1f}3\u{1f}4\u{1e}all@x.org", "2\u{1f}3\u{1f}4\u{1e}all@x.org\u{1f}all@x.org\u{1f}all@x.org"] {
        let mut run = run(&[&["kind", "student"], &["map", "sis_id", ""], &["map", "email", ""], &["roster", "json"]]);
        run.reserve(local.len()).copy_from_slice(local.as_bytes());
        assert_eq!(run.push_local(local.len(), 3, false), Ok(()));
        run.close_local();
        let roster = r#"[{"id":"A","email":"all@x.org","roles":{"student":{"sis_id":"3"}}}]"#;
        feed(&mut run, true, roster.as_bytes(), 9).unwrap();
        let outcome = run.resolve();
        assert_eq!((outcome.match_local, outcome.match_confidence), (vec![1], vec![3]));
        assert_eq!((outcome.unmatched_local, outcome.unmatched_roster), (vec![], vec![]));
        assert_eq!(outcome.tallies, [0, 1, 2, 0, 0, 1, 0, 0]);
    }
}

#[test]
fn members_come_in_any_order_and_in_any_number() {
    let mut dice = Dice::new(5);
    let paths = [
        (Field::Id, "id"),
        (Field::FirstName, "name.first"),
        (Field::LastName, "name.last"),
        (Field::Dob, "more.first"),
    ];
    let paths: Vec<(Field, String)> = paths.map(|(field, path)| (field, path.to_owned())).into();
    let (mut text, mut expected) = (String::new(), Vec::new());
    for number in 0..500 {
        let value = |member: &str| format!("{member}{number}");
        let mut inner = vec!["first", "last", "la\\u0073t", "other"];
        if dice.below(2) == 0 {
            inner.reverse();
        }
        inner.truncate(1 + dice.below(4));
        let object = |outer: &str| {
            let members: Vec<String> =
                inner.iter().map(|name| format!("\"{name}\" :\"{outer}{name}{number}\"")).collect();
            format!("{{{}}}", members.join(","))
        };
        let mut members = vec![
            format!("\"id\":\"{}\"", value("id")),
            format!("\"name\":{}", object("n")),
            format!("\"more\": {}", object("m")),
            format!("\"{}\":{{\"first\":[1,{{}}]}}", if number < 300 { value("new") } else { "old".into() }),
        ];
        let turn = dice.below(4);
        members.rotate_left(turn);
        members.truncate(2 + dice.below(3));
        let record: serde_json::Value = serde_json::from_str(&format!("{{{}}}", members.join(","))).unwrap();
        text += &format!("{{\"data\":{{{}}}}}\n", members.join(","));
        let read = |pointer: &str| record.pointer(pointer).and_then(serde_json::Value::as_str).unwrap_or("").to_owned();
        expected.push(["/id", "/name/first", "/name/last", "/more/first"].map(read));
    }
    let mut found = Vec::new();
    let mut sink = |fields: &Fields<'_>| {
        let read = |field| String::from_utf8(fields.get(field).to_vec()).unwrap();
        found.push([Field::Id, Field::FirstName, Field::LastName, Field::Dob].map(read));
        Ok(())
    };
    assert!(Json::new(&paths, true).push(text.as_bytes(), true, &mut sink).is_ok());
    assert_eq!(found, expected);
}

/// What csv-core alone makes of a table.
fn by_csv_core(text: &[u8]) -> Vec<[String; 3]> {
    let (mut reader, mut rest, mut rows) = (csv_core::Reader::new(), text, Vec::new());
    let (mut cells, mut ends, mut used, mut ended) = ([0; 4096], [0; 512], 0, 0);
    loop {
        let (result, read, more, further) = reader.read_record(rest, &mut cells[used..], &mut ends[ended..]);
        (rest, used, ended) = (&rest[read..], used + more, ended + further);
        match result {
            csv_core::ReadRecordResult::Record => {
                let cell = |at: usize| match at < ended {
                    true => cells[if at == 0 { 0 } else { ends[at - 1] }..ends[at]].to_vec(),
                    false => Vec::new(),
                };
                rows.push([0, 1, 2].map(|at| String::from_utf8(cell(at)).unwrap()));
                (used, ended) = (0, 0);
            }
            csv_core::ReadRecordResult::InputEmpty => {}
            csv_core::ReadRecordResult::End => return rows,
            result => panic!("{result:?}"),
        }
    }
}

#[test]
fn rows_are_cut_as_csv_core_cuts_them() {
    let mapping = [(Field::SisId, "A".to_owned()), (Field::Email, "B".to_owned()), (Field::StateId, "C".to_owned())];
    let parts: [&str; 12] = ["a", "12", "é", ",", ",", ",", "\n", "\r\n", "\n", "\r", "\"", "\"x\"\"\n,\""];
    for seed in 0..3000 {
        let mut dice = Dice::new(seed);
        // Of most tables the greater part is plain.
        let most = [9, 10, 12][dice.below(3)];
        let length = dice.below(60);
        let body: String = (0..length).map(|_| parts[dice.below(most)]).collect();
        let text = format!("A,B,C\n{body}");
        let expected = by_csv_core(text.as_bytes());
        let mut rows = Vec::new();
        let mut sink = |fields: &Fields<'_>| {
            let read = |field| String::from_utf8(fields.get(field).to_vec()).unwrap();
            rows.push([Field::SisId, Field::Email, Field::StateId].map(read));
            Ok(())
        };
        let mut table = Delimited::new(Some(b','), Header::Present, &mapping, Vec::new());
        let (mut kept, mut rest): (Vec<u8>, &[u8]) = (Vec::new(), text.as_bytes());
        while !rest.is_empty() {
            let piece = rest.len().min(1 + dice.below(40));
            kept.extend_from_slice(&rest[..piece]);
            rest = &rest[piece..];
            let read = table.push(&kept, rest.is_empty(), &mut sink).unwrap();
            kept.drain(..read);
        }
        assert_eq!(rows, expected[1..], "{text:?}");
    }
}
