//! Amounts and quantities in running text.

use super::found;

fn check(place: &str, text: &str, expected: &str) {
    let (slot_type, expected) = expected.split_once(' ').unwrap_or((expected, ""));
    let values: Vec<_> = found(place, text)
        .split("; ")
        .filter_map(|line| line.strip_prefix(slot_type)?.trim_start().split(" \"").next().map(str::to_owned))
        .collect();
    assert_eq!(values.join("; "), expected, "{place} {text}");
}

#[test]
fn amounts() {
    check("GB", "pay £450", "Amount 450 GBP");
    check("GB", "pay £ 1,200.50", "Amount 1200.5 GBP");
    check("GB", "450 quid", "Amount 450 GBP");
    check("GB", "€780", "Amount 780 EUR");
    check("GB", "$1,200.50", "Amount 1200.5 USD");
    check("AU", "$75", "Amount 75 AUD");
    check("GB", "US$ 75", "Amount 75 USD");
    check("GB", "5k", "Amount 5000 GBP");
    check("IN", "5k", "Amount 5000 INR");
    check("GB", "£3k", "Amount 3000 GBP");
    check("GB", "2.5 lakh", "Amount 250000 INR");
    check("GB", "9.8 lakh", "Amount 980000 INR");
    check("IN", "3 crore", "Amount 30000000 INR");
    check("IN", "Rs 3 cr", "Amount 30000000 INR");
    check("IN", "1,00,000", "Amount 100000 INR");
    check("GB", "1200/-", "Amount 1200 INR");
    check("GB", "Rs. 500", "Amount 500 INR");
    check("GB", "Rs.500/- only", "Amount 500 INR");
    check("GB", "rs500", "Amount 500 INR");
    check("GB", "INR 65,000", "Amount 65000 INR");
    check("GB", "800 rs", "Amount 800 INR");
    check("GB", "two thousand rupees", "Amount 2000 INR");
    check("IN", "40 hazaar", "Amount 40000 INR");
    check("GB", "1.250 eur", "Amount 1250 EUR");
    check("GB", "1.250,00 EUR", "Amount 1250 EUR");
    check("GB", "₦450,000", "Amount 450000 NGN");
    check("GB", "$1.2m", "Amount 1200000 USD");
    check("GB", "claim 5,000 for taxi", "Amount 5000 GBP");
    check("US", "claim 42.10 for taxi", "Amount 42.1 USD");
    check("GB", "£0", "Amount NotPositive");
    check("GB", "£450 not £540", "Amount 450 GBP");
    check("GB", "record £450 for 3 chairs", "Amount 450 GBP");
    check("GB", "20 boxes", "Amount");
    check("GB", "invoice 2041", "Amount");
    check("GB", "PO-77", "Amount");
}

#[test]
fn quantities() {
    check("GB", "20 boxes", "Quantity 20 box");
    check("GB", "a dozen", "Quantity 12");
    check("GB", "half a dozen", "Quantity 6");
    check("GB", "two dozen boxes", "Quantity 24 box");
    check("GB", "6 dozen", "Quantity 72");
    check("GB", "move a couple of pallets", "Quantity 2 pallet");
    check("GB", "twenty five cartons", "Quantity 25 carton");
    check("GB", "25 pcs", "Quantity 25 piece");
    check("GB", "300 pieces", "Quantity 300 piece");
    check("GB", "50 kgs", "Quantity 50 kg");
    check("GB", "50kg", "Quantity 50 kg");
    check("GB", "1,000 m", "Quantity 1000 m");
    check("GB", "60 metres", "Quantity 60 metre");
    check("GB", "10 litres", "Quantity 10 litre");
    check("GB", "50 reams", "Quantity 50 ream");
    check("GB", "2 nos", "Quantity 2 unit");
    check("GB", "400 units", "Quantity 400 unit");
    check("GB", "half a tonne", "Quantity 0.5 tonne");
    check("GB", "120 copies", "Quantity 120 copy");
    check("GB", "no, a hundred", "Quantity 100");
    check("GB", "two hundred", "Quantity 200");
    check("GB", "order 500 bolts", "Quantity 500");
    check("GB", "move 200 M8 bolts to Plant 3", "Quantity 200");
    check("GB", "SKU-7702 x 75", "Quantity 75");
    check("GB", "a box of gloves", "Quantity 1 box");
    check("GB", "0 boxes", "Quantity NotPositive");
    check("GB", "-5 boxes", "Quantity NotPositive");
    check("GB", "2 lakh pieces", "Quantity 200000 piece");
    check("GB", "PO-77", "Quantity");
    check("GB", "£450", "Quantity");
    check("GB", "approve this one", "Quantity");
    check("GB", "at 9 am, in 3 days, 18%", "Quantity");
    check("GB", "order 100x SKU-9", "Quantity 100");
    check("GB", "three dozen eggs", "Quantity 36");
    check("GB", "three dozen eggs", "Amount");
    check("GB", "£1k-£2k", "Amount 1000 GBP; 2000 GBP");
    check("GB", "20 boxes to bay 4", "Quantity 20 box");
}
