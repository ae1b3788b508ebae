// Something personal of every type, with the words that it comes in. The values are invented.

const TOKENS = ["PRIVATE_KEY", "URL_CRED"];

/** The text to look for, and what a user says with it in place of `_`; one that is too short to be told from other numbers is looked for with its cue. */
function secret(type, value, words, needle = value) {
  const said = words.replace("_", value);
  // A part of a token is no answer.
  const answer = TOKENS.includes(type) ? said : value;
  return { type, name: type.toLowerCase().replaceAll("_", " "), answer, needle, said };
}

export const SECRETS = [
  secret("EMAIL", "zelda.quux@harbourmill.com", "write to _ please"),
  secret("PHONE", "+44 7700 900671", "call me on _"),
  secret("ADDRESS", "31 Marigold Lane, Bristol BS1 4ND", "i live at _"),
  secret("NAME", "Zelda Quuxley", "my name is _"),
  secret("CARD", "5500 1855 3457 8680", "the card number is _"),
  secret("CVV", "4829", "the cvv is _", "cvv is 4829"),
  secret("IBAN", "GB82 WEST 1234 5698 7654 32", "my iban is _"),
  secret("BANK_ACCOUNT", "98765432109", "my bank account number is _"),
  secret("ABA", "026033792", "routing number _"),
  secret("UPI", "zelda-quux@oksbi", "my upi id is _"),
  secret("CRYPTO", "1J8Y3BVbdTXBwmRZM474GGMV9Pd3sRS2cR", "my btc wallet is _"),
  secret("SSN", "536-22-8145", "my ssn is _"),
  secret("TAX_ID", "12-3456788", "my ein is _"),
  secret("AADHAAR", "4551 1848 7334", "my aadhaar number is _"),
  secret("PAN", "AHDPM3321F", "my pan is _"),
  secret("GSTIN", "07AABCU9603R1ZP", "my gstin is _"),
  secret("VOTER_ID", "KLM1023384", "my voter id is _"),
  secret("NINO", "CE123456D", "my national insurance number is _"),
  secret("NHS", "460 106 2047", "my nhs number is _"),
  secret("PASSPORT", "K8812034", "my passport number is _"),
  secret("DRIVER_LICENCE", "MORGA657054SM9IJ", "my driving licence number is _"),
  secret("PASSWORD", "Hunter2Zebra!", "my password is _"),
  secret("API_KEY", "sk_live_51Hq8ZKx2mN4bV7cT", "the api key is _"),
  secret("JWT", "eyJhbGciOiJub25lIn0.eyJ1c2VyIjoiZTEwNDIifQ.c2lnbmF0dXJl", "my token is _"),
  secret("PRIVATE_KEY", "MIIEvQIBADANBgkqhZebraQuux", "-----BEGIN PRIVATE KEY-----\n_\n-----END PRIVATE KEY-----"),
  secret("URL_CRED", "quuxbot:t0k3nZebra", "it is at https://_@git.harbourmill.com/erp.git"),
  secret("IP", "192.168.47.213", "my ip address is _"),
  secret("MAC", "00-1B-44-11-3A-B7", "the mac address is _"),
  secret("DOB", "07-02-1987", "my date of birth is _"),
];
