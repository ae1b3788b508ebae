/**
 * The people one can be in the demo, one for each role, and what a role may do.
 * The permissions repeat those of the assistant's definition on purpose: an ERP enforces its own.
 */

const EMPLOYEE = [
  "payslip:read_own", "leave:create", "leave:read_own", "expense:create", "attendance:create", "tasks:create",
  "tasks:read_own", "tickets:create",
];

/** Permissions by role. */
export const PERMISSIONS = {
  employee: EMPLOYEE,
  manager: [
    ...EMPLOYEE, "leave:approve", "invoices:read", "po:create", "po:approve", "po:read", "stock:read", "reports:run",
    "reports:export", "approvals:read",
  ],
  accountant: [
    ...EMPLOYEE, "invoices:approve", "invoices:read", "invoices:create", "payments:create", "journals:post", "tax:read",
    "vendors:create", "customers:create", "po:read", "reports:run", "reports:export", "approvals:read",
  ],
  storekeeper: [
    ...EMPLOYEE, "vendors:create", "po:create", "po:read", "stock:read", "stock:transfer", "stock:receive",
  ],
  hr: [
    ...EMPLOYEE, "payslip:read_any", "payroll:read", "payroll:run", "leave:approve", "employees:update", "reports:run",
    "approvals:read",
  ],
  admin: [...EMPLOYEE, "users:create", "users:update", "users:delete", "users:read", "roles:assign"],
};

/** Role titles for people. */
export const ROLES = {
  employee: "Employee",
  manager: "Manager",
  accountant: "Accountant",
  storekeeper: "Storekeeper",
  hr: "HR",
  admin: "Administrator",
};

/** A role within a sentence. */
export const roleWord = (role) => (role === "hr" ? ROLES.hr : ROLES[role].toLowerCase());

/** The invented person behind each role; `id` is the pseudonym for records. */
export const PERSONAS = {
  employee: persona("u-4be1", "employee", "Maya Fernandes", "en-IN"),
  manager: persona("u-92c7", "manager", "Tom Ashworth", "en-GB"),
  accountant: persona("u-1d58", "accountant", "Anita Rao", "en-GB"),
  storekeeper: persona("u-c03a", "storekeeper", "Joe Kelly", "en-GB"),
  hr: persona("u-77f2", "hr", "Grace Okoro", "en-GB"),
  admin: persona("u-e5b9", "admin", "Lena Hoffmann", "en-US"),
};

/** Good first messages for each role. */
export const STARTERS = {
  employee: ["How much annual leave do I have left?", "Show my tasks", "Show my latest payslip"],
  manager: ["What is waiting for my approval?", "Approve leave request LR-77", "Approve PO-310"],
  accountant: ["Approve invoice 1042", "Which invoices are overdue?", "Record a payment of 1,200 for INV-1038"],
  storekeeper: ["How many CHR-104 do we have?", "Move 5 CHR-104 from Leeds to Glasgow", "Book in the delivery for PO-308"],
  hr: ["Approve the leave of Imran", "Run the payroll for this month", "Show the payroll report"],
  admin: ["Show all users", "Make Chloe Martin a storekeeper", "Deactivate the account of Ben Adeyemi"],
};

function persona(id, role, name, locale) {
  return Object.freeze({ id, role, name, locale });
}

/** Whether a role holds a permission; `null` needs none. */
export function mayRole(role, permission) {
  return permission === null || (PERMISSIONS[role] ?? []).includes(permission);
}
