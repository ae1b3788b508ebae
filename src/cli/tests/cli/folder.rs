//! `check` and `train` of an assistant folder: every mistake by file and line.

use crate::command::erp_chat;
use crate::scratch::Scratch;

const DEFINITION: &str = r#"name = "Gardener"
version = "1"

[roles.guest]
title = "a guest"
permissions = ["plants:water"]

[[intent]]
name = "water_plant"
title = "Water a plant"
kind = "action"
permission = "plants:water"

[[intent.slot]]
name = "plant"
type = "text"
required = true
"#;
const GENERAL: &str = "[greeting]\nmorning = [\"Good morning to you.\"]\n";
const TEXTS: &str = r#"[water_plant]
request = "water {plant}"
request_bare = "water a plant"
confirm = ["Shall I water {plant}?"]
done = ["I have watered {plant}."]
[water_plant.ask]
plant = ["Which plant is it?"]
"#;

/// Five examples are the fewest that are accepted.
fn corpus() -> String {
    let plants = ["fern", "rose", "ivy", "tulip", "cactus"];
    plants.map(|plant| format!("{{\"text\":\"water the {plant}\",\"intent\":\"water_plant\"}}\n")).concat()
}

/// A folder whose files are sound, but for the one given.
fn folder(test: &str, file: &str, text: &str) -> Scratch {
    let scratch = Scratch::new(test);
    scratch.write("assistant.toml", DEFINITION);
    scratch.write("templates/en/general.toml", GENERAL);
    scratch.write("templates/en/intents.toml", TEXTS);
    scratch.write("corpus/plants.jsonl", corpus());
    scratch.write(file, text);
    scratch
}

/// The mistake is reported at its line, and is the only one.
fn check(file: &str, text: &str, line: usize, words: &str) {
    let scratch = folder(&format!("folder_{line}_{}", words.replace([' ', '`'], "_")), file, text);
    let answered = erp_chat(&["check", &scratch.path("")], "");
    assert_eq!((answered.status, answered.errors.as_str()), (1, ""), "{}", answered.output);
    let wanted = format!("{file}:{line}: ");
    let reports: Vec<&str> = answered.output.lines().collect();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains(&wanted) && reports[0].contains(words), "wanted {wanted}{words}, got {reports:?}");
}

#[test]
fn a_sound_folder_passes() {
    let scratch = folder("a_sound_folder_passes", "templates/en/general.toml", GENERAL);
    let answered = erp_chat(&["check", &scratch.path("")], "");
    assert_eq!(answered.status, 0, "{}", answered.output);
    assert!(answered.output.contains("1 intents, 5 utterances"), "{}", answered.output);
}

#[test]
fn mistakes_are_named_by_file_and_line() {
    let with = |text: &str, from: &str, to: &str| text.replace(from, to);
    check("assistant.toml", &with(DEFINITION, "plants:water\"\n", "plants:drown\"\n"), 12, "plants:drown");
    check("assistant.toml", &with(DEFINITION, "type = \"text\"", "type = \"choice\""), 15, "choices");
    check(
        "assistant.toml",
        &with(DEFINITION, "type = \"text\"", "type = \"text\"\npersonal_by = \"pot\""),
        15,
        "`pot`",
    );
    check("assistant.toml", &with(DEFINITION, "type = \"text\"", "type = \"text\"\nholds = \"EMAL\""), 17, "`EMAL`");
    check(
        "assistant.toml",
        &with(DEFINITION, "title = \"a guest\"", "title = \"a guest\"\nincludes = [\"king\"]"),
        6,
        "king",
    );
    check("templates/en/intents.toml", &with(TEXTS, "watered {plant}", "watered {bush}"), 5, "bush");
    check(
        "templates/en/intents.toml",
        &with(TEXTS, "[water_plant.ask]\nplant = [\"Which plant is it?\"]", ""),
        1,
        "question",
    );
    check("templates/en/intents.toml", &with(TEXTS, "request = \"water {plant}\"", "request = water"), 2, "");
    check(
        "corpus/plants.jsonl",
        &format!("{}{{\"text\":\"sow\",\"intent\":\"sow_plant\"}}\n", corpus()),
        6,
        "sow_plant",
    );
    check("corpus/plants.jsonl", &format!("{}not JSON\n", corpus()), 6, "");
}

#[test]
fn a_broken_folder_is_not_trained() {
    let scratch = folder("a_broken_folder_is_not_trained", "templates/en/intents.toml", "");
    let answered = erp_chat(&["train", &scratch.path(""), "--out", &scratch.path("bundle")], "");
    assert_eq!((answered.status, answered.output.as_str()), (2, ""));
    assert_eq!(answered.errors.lines().count(), 1, "{}", answered.errors);
    assert!(answered.errors.contains(".toml:"), "{}", answered.errors);
}
