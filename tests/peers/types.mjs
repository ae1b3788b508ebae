// What the peers call the types of erp-chat. A name that stands in no table keeps its own name, so it can only be wrong.

import { ANY } from "./score.mjs";

export const redactPii = new Map([
  ["CREDIT_CARD_NUMBER", "CARD"],
  ["EMAIL_ADDRESS", "EMAIL"],
  ["IP_ADDRESS", "IP"],
  ["PASSWORD", "PASSWORD"],
  ["CREDENTIALS", "PASSWORD"],
  ["PERSON_NAME", "NAME"],
  ["PHONE_NUMBER", "PHONE"],
  ["STREET_ADDRESS", "ADDRESS"],
  ["US_SOCIAL_SECURITY_NUMBER", "SSN"],
  ["URL", "URL_CRED"],
  ["USERNAME", "USERNAME"],
  ["ZIPCODE", "ADDRESS"],
  // It hides any run of four digits, so whatever the digits are, it is taken to have meant that.
  ["DIGITS", ANY],
]);

export const arcjet = new Map([
  ["credit-card-number", "CARD"],
  ["email", "EMAIL"],
  ["ip-address", "IP"],
  ["phone-number", "PHONE"],
]);

const OPEN_REDACTION = {
  AADHAAR: ["INDIAN_AADHAAR"],
  ABA: ["ROUTING_NUMBER_US"],
  ADDRESS: ["ADDRESS_STREET", "ADDRESS_PO_BOX", "POSTCODE_UK", "ZIP_CODE_US"],
  API_KEY: [
    "AWS_ACCESS_KEY", "AWS_SECRET_KEY", "AZURE_STORAGE_KEY", "BEARER_TOKEN", "FIREBASE_API_KEY", "GENERIC_API_KEY", "GENERIC_SECRET",
    "GITHUB_TOKEN", "GOOGLE_API_KEY", "HEROKU_API_KEY", "MAILGUN_API_KEY", "NPM_TOKEN", "OAUTH_CLIENT_SECRET", "OAUTH_TOKEN",
    "OPENAI_API_KEY", "PAYMENT_TOKEN", "PYPI_TOKEN", "SENDGRID_API_KEY", "SLACK_TOKEN", "SLACK_WEBHOOK", "STRIPE_API_KEY", "TWILIO_API_KEY",
  ],
  BANK_ACCOUNT: ["BANK_ACCOUNT_UK", "UK_SORT_CODE_ACCOUNT"],
  CARD: ["CREDIT_CARD"],
  CRYPTO: ["BITCOIN_ADDRESS", "ETHEREUM_ADDRESS", "LITECOIN_ADDRESS"],
  CVV: ["CVV", "CVV_CODE"],
  DOB: ["DATE_OF_BIRTH"],
  DRIVER_LICENCE: ["DRIVER_ID", "DRIVING_LICENSE_UK", "DRIVING_LICENSE_US"],
  EMAIL: ["EMAIL"],
  IBAN: ["IBAN", "UK_BANK_ACCOUNT_IBAN"],
  IP: ["IPV4", "IPV6"],
  JWT: ["JWT_TOKEN"],
  MAC: ["MAC_ADDRESS"],
  NAME: ["NAME", "PERSON"],
  NHS: ["NHS_NUMBER"],
  NINO: ["NATIONAL_INSURANCE_UK"],
  PASSPORT: ["PASSPORT_UK", "PASSPORT_US", "TRAVEL_DOCUMENT_NUMBER", "TURKMENISTAN_PASSPORT"],
  PHONE: ["EMERGENCY_CONTACT", "PHONE", "PHONE_INTERNATIONAL", "PHONE_LINE_NUMBER", "PHONE_UK", "PHONE_UK_MOBILE", "PHONE_US"],
  PRIVATE_KEY: ["PRIVATE_KEY", "SSH_PRIVATE_KEY"],
  SSN: ["SSN"],
  TAX_ID: ["GERMAN_TAX_ID", "ITIN", "TAX_ID", "US_EIN", "UTR_UK"],
  URL_CRED: ["DATABASE_CONNECTION", "URL_WITH_AUTH"],
};

export const openRedaction = new Map(Object.entries(OPEN_REDACTION).flatMap(([type, names]) => names.map((name) => [name, type])));
