use std::io::BufRead;
fn main() {
    let r = erp_chat_engine::redact::Redactor::default();
    let (mut n, mut h) = (0, 0);
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let hits = r.hits(&line);
        n += 1;
        if !hits.is_empty() {
            h += 1;
            println!(
                "{line}\n    {:?}",
                hits.iter()
                    .map(|x| (x.span.of(&line), x.pii.as_str(), x.rule))
                    .collect::<Vec<_>>()
            );
        }
    }
    println!("{h} of {n}");
}
