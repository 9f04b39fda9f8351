//! What Rust makes of many words: the search's script has to make the same of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rubrika::site::search::words::words;
use rubrika::text::stem::stem;

/// Endings that make most forms of Russian words, and many that are none.
const ENDINGS: &str = "вшись ывшись ившись в ыв ив вши ывши ивши ему ому ых их ую юю ею ою яя ая ые ее ие ое ыми ими \
    ый ей ий ой ым ем им ом его ого ующий ющая щий нный ся сь ыт ют уют ят ет ует ит ны ены ть ыть ить ешь ишь ю ла \
    ыла ила на ена ете ите йте уйте ейте ли ыли или й уй л ыл ил н ен ло ыло ило но ено нно у ях иях ах ы ь ью ию я \
    ья ия а ев ов е ье и еи ии ями иями ами ией ям иям ам ием о ост ость ейш ейше ейший остями нность нн ннь";

/// Every word and every line of the demo content, and their stems with every ending.
pub fn forms() -> Vec<u8> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut texts = Vec::new();
    let mut all = BTreeSet::new();
    for entry in walkdir::WalkDir::new(content) {
        let path = entry.expect("the content").into_path();
        if path.extension().is_some_and(|e| e == "md" || e == "yaml") {
            let text = fs::read_to_string(&path).expect("a text");
            texts.extend(text.lines().map(|line| (line.to_owned(), words(line))));
            all.extend(words(&text));
        }
    }
    let stems: BTreeSet<String> = all.iter().map(|w| stem(w).into_owned()).collect();
    let made = stems.iter().flat_map(|s| {
        let endings = ENDINGS.split_whitespace();
        endings.map(move |ending| format!("{s}{ending}"))
    });
    all.extend(made);
    let stems: Vec<_> = all.iter().map(|word| (word, stem(word))).collect();
    serde_json::to_vec(&serde_json::json!({ "stems": stems, "texts": texts }))
        .expect("plain values")
}
