//! As much JSON as the flow prints: no crate is needed for it.

pub fn text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

pub fn texts(all: &[String]) -> String {
    format!("[{}]", all.iter().map(|each| text(each)).collect::<Vec<_>>().join(","))
}
