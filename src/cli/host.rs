//! The built-in demo host: knows every well-formed number and name, has unlimited stock, and succeeds at once.

use erp_chat_engine::outcome::ActionResult;
use erp_chat_engine::reply::{Action, Cell, CellValue, Row};
use std::collections::BTreeMap;

/// Whether the ERP can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Situation {
    /// It answers.
    Up,
    /// The page has no network.
    Offline,
    /// The network is there, the ERP is not.
    Down,
}

/// The demo ERP, without a state of its own.
pub(crate) struct Host;

impl Host {
    /// Carries an action out, keeps it, or fails.
    pub(crate) fn carry_out(&self, action: &Action, situation: Situation) -> ActionResult {
        match situation {
            Situation::Offline => ActionResult::Queued,
            Situation::Down => {
                ActionResult::Failed { reason: Some("The ERP did not answer".to_owned()), retryable: None }
            }
            Situation::Up => done(action),
        }
    }
}

fn done(action: &Action) -> ActionResult {
    let rows = rows(&action.name);
    let mut facts = facts(action);
    if let Some(rows) = &rows {
        facts.insert("count".to_owned(), rows.len().to_string());
    }
    ActionResult::Done { facts, rows, total: None }
}

/// What the demo ERP knows, for the wording.
fn facts(action: &Action) -> BTreeMap<String, String> {
    let fact = |name: &str, value: &str| BTreeMap::from([(name.to_owned(), value.to_owned())]);
    match action.name.as_str() {
        "leave_balance" => fact("balance", "12 days"),
        "leave_status" => fact("status", "waiting for approval"),
        "invoice_status" => fact("status", "waiting for approval"),
        "track_purchase_order" => fact("status", "on its way"),
        "stock_level" => fact("count", "340"),
        "pay_date" => fact("date", "the last working day of the month"),
        "payroll_report" | "gst_report" => fact("total", "128,400.00"),
        _ => BTreeMap::new(),
    }
}

/// The rows that a reading shows; none when it shows no table.
fn rows(name: &str) -> Option<Vec<Row>> {
    let rows: &[[&str; 2]] = match name {
        "list_users" => &[["Asha Rao", "accountant"], ["Ben Okafor", "storekeeper"], ["Clara Lind", "manager"]],
        "list_tasks" => &[["Call the depot", "open"], ["Check the delivery", "open"]],
        "list_overdue_invoices" => &[["INV-1042", "12 days late"], ["INV-1051", "3 days late"]],
        "list_purchase_orders" => &[["PO-310", "sent"], ["PO-311", "approved"], ["PO-312", "received"]],
        "list_approvals" => &[["LR-77", "leave request"], ["PO-311", "purchase order"]],
        "run_report" => &[["This period", "84,200"], ["The period before", "79,950"]],
        _ => return None,
    };
    Some(rows.iter().map(row).collect())
}

fn row([first, second]: &[&str; 2]) -> Row {
    let cell =
        |label: &str, value: &str| Cell { label: label.to_owned(), value: CellValue::Text { value: value.to_owned() } };
    vec![cell("Name", first), cell("Detail", second)]
}
