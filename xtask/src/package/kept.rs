//! What a tool made of a text, kept for the next build: most of a build with nothing new is the start of such tools.

use std::path::Path;

use anyhow::Result;
use fs_err as fs;

/// What `make` gives, or gave when it was last asked with the same `from`. `file` holds it; what it was made of lies beside it.
pub(super) fn kept(file: &Path, from: &str, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let source = file.with_extension("from");
    if fs::read_to_string(&source).is_ok_and(|before| before == from)
        && let Ok(made) = fs::read(file)
    {
        return Ok(made);
    }
    // First, or a build that is broken off would leave the one with the other's source.
    if source.exists() {
        fs::remove_file(&source)?;
    }
    let made = make()?;
    fs::write(file, &made)?;
    fs::write(&source, from)?;
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_again_when_its_source_or_itself_is_not_what_it_was() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("clever-kept-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let file = folder.join("made.js");
        let made = |from: &str, text: &str| kept(&file, from, || Ok(text.into()));
        let failed = |from: &str| kept(&file, from, || anyhow::bail!("no tool")).is_err();
        assert_eq!(made("a", "1")?, b"1");
        assert_eq!(made("a", "2")?, b"1");
        assert_eq!(made("b", "3")?, b"3");
        assert!(failed("c"));
        assert_eq!(made("b", "4")?, b"4");
        fs::remove_file(&file)?;
        assert_eq!(made("b", "5")?, b"5");
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
