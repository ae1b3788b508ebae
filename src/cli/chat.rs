//! `erp-chat chat`: a conversation with the demo ERP in the terminal.

use crate::converse::Talk;
use crate::moment::Moment;
use crate::{CliError, builtin};
use erp_chat_engine::reply::{CellValue, Row};
use std::io::{BufRead, IsTerminal, Write};

const WELCOME: &str = "\
You are talking to the demo ERP. Type what you need, or
  /role NAME   be an employee, manager, accountant, storekeeper, hr or admin
  /offline     cut the network     /online   bring it back
  /quit        leave
";

/// Talks until the input ends.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    let moment = Moment::from_flags(arguments)?;
    let assistant = builtin::assistant()?;
    let mut room = Room { talk: Talk::new(&assistant, "terminal"), moment, online: true };
    crate::print(&WELCOME);
    prompt();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| CliError::Input(format!("cannot read input: {error}")))?;
        if !room.take(line.trim())? {
            break;
        }
        prompt();
    }
    Ok(())
}

/// Only a person at a terminal sees a prompt.
fn prompt() {
    if std::io::stdin().is_terminal() {
        crate::print(&"you> ");
        let _ = std::io::stdout().flush();
    }
}

struct Room<'a> {
    talk: Talk<'a>,
    moment: Moment,
    online: bool,
}

impl Room<'_> {
    /// Takes a line; false when it ends the conversation.
    fn take(&mut self, line: &str) -> Result<bool, CliError> {
        match line.split_once(' ').unwrap_or((line, "")) {
            ("/quit" | "/exit", _) => return Ok(false),
            ("/role", role) => {
                let known = self.talk.be(role.trim());
                let note = if known { "You are now" } else { "There is no such role; you are" };
                crate::print(&format_args!("({note} {}.)\n", self.talk.role_name()));
            }
            ("/offline", _) => self.online = false,
            ("/online", _) => self.online = true,
            _ => self.say(line)?,
        }
        Ok(true)
    }

    fn say(&mut self, line: &str) -> Result<(), CliError> {
        let answer = self.talk.say(line, &self.moment, self.online).map_err(CliError::Input)?;
        crate::print(&format_args!("{}\n", answer.reply));
        answer.rows.iter().for_each(|row| crate::print(&format_args!("  {}\n", row_text(row))));
        for (at, option) in answer.options.iter().enumerate() {
            crate::print(&format_args!("  [{}] {}\n", at + 1, option.label));
        }
        Ok(())
    }
}

fn row_text(row: &Row) -> String {
    row.iter().map(|cell| cell_text(&cell.value)).collect::<Vec<_>>().join("  |  ")
}

fn cell_text(value: &CellValue) -> String {
    match value {
        CellValue::Text { value } | CellValue::Date { value } | CellValue::Link { value, .. } => value.clone(),
        CellValue::Number { value } => value.to_string(),
        CellValue::Money { value, currency } => format!("{value} {currency}"),
    }
}
