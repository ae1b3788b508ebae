//! Documents and SKU codes in running text.

use super::found;

fn check(text: &str, expected: &str) {
    let codes: Vec<_> = found("GB", text)
        .split("; ")
        .filter(|line| line.starts_with("Document") || line.starts_with("Sku"))
        .map(str::to_owned)
        .collect();
    assert_eq!(codes.join("; "), expected, "{text}");
}

#[test]
fn documents() {
    check("approve INV-2041", r#"Document INV-2041 "INV-2041""#);
    check("approve inv-2041's payment", r#"Document INV-2041 "inv-2041""#);
    check("approve invoice 2041", r#"Document 2041 "2041""#);
    check("invoice no. 77821", r#"Document 77821 "77821""#);
    check("inv #9", r#"Document 9 "9""#);
    check("purchase order number 12", r#"Document 12 "12""#);
    check("PO 4500012", r#"Document 4500012 "4500012""#);
    check("track po-77", r#"Document PO-77 "po-77""#);
    check("PO/24-25/031", r#"Document PO/24-25/031 "PO/24-25/031""#);
    check("INV/24-25/031 please", r#"Document INV/24-25/031 "INV/24-25/031""#);
    check("invoice 2024-117", r#"Document 2024-117 "2024-117""#);
    check("invoice A-1021", r#"Document A-1021 "A-1021""#);
    check("invoice INV-27/B", r#"Document INV-27/B "INV-27/B""#);
    check("leave request LR-12", r#"Document LR-12 "LR-12""#);
    check("leave application 3391", r#"Document 3391 "3391""#);
    check("lr 56", r#"Document 56 "56""#);
    check("ticket #9", r#"Document 9 "9""#);
    check("TKT-9", r#"Document TKT-9 "TKT-9""#);
    check("po_3391", r#"Document PO_3391 "po_3391""#);
    check("invocie 2041", r#"Document 2041 "2041""#);
    check("the 77821 invoice", r#"Document 77821 "77821""#);
    check("8812 wala invoice", r#"Document 8812 "8812""#);
    check("the invoice from Acme, #8812", r#"Document 8812 "8812""#);
    check("P.O. no. 4500890", r#"Document 4500890 "4500890""#);
    check("purchase ordr 12077", r#"Document 12077 "12077""#);
    check("is the order 60031 delayed", r#"Document 60031 "60031""#);
    check("order 500 bolts", "");
    check("invoices Q1", "");
    check("#8812", "");
    check("invoices 7, 8 and 9", r#"Document 7 "7"; Document 8 "8"; Document 9 "9""#);
    check("INV-2041 and 2042", r#"Document INV-2041 "INV-2041"; Document 2042 "2042""#);
    check("invoice 8812 not 8821", r#"Document 8812 "8812""#);
    check("INV-1 not INV-2", r#"Document INV-1 "INV-1""#);
    check("not invoice 8821 but invoice 8812", r#"Document 8812 "8812""#);
    check("invoice 8821 nahi 8812", r#"Document 8812 "8812""#);
    check("invoice 8812 instead of invoice 8821", r#"Document 8812 "8812""#);
    check("reject invoice 77 and list my tasks", r#"Document 77 "77""#);
    check("5 invoices", "");
    check("create an invoice for Acme for 15000", "");
    check("invoice 5,000 to Acme", "");
    check("bill 450 quid to Acme", "");
    check("purchase order 20 boxes from Acme", "");
    check("leave request 12 to 14 december", "");
    check("invoice [PHONE_2]", "");
}

#[test]
fn codes() {
    check("stock of SKU-118", r#"Sku SKU-118 "SKU-118""#);
    check("stock of sku 118", r#"Sku 118 "118""#);
    check("20 BRG-6204 from Acme", r#"Sku BRG-6204 "BRG-6204""#);
    check("hx-90?", r#"Sku HX-90 "hx-90""#);
    check("item code 77-120", r#"Sku 77-120 "77-120""#);
    check("order 12 SKU-7781 on PO-77", r#"Sku SKU-7781 "SKU-7781"; Document PO-77 "PO-77""#);
    check("covid-19", "");
    check("Dec-25", "");
}
