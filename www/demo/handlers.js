/** Every handler of the demo ERP, by intent. */

import { financeHandlers } from "./handlers/finance.js";
import { invoiceHandlers } from "./handlers/invoices.js";
import { leaveHandlers } from "./handlers/leave.js";
import { payrollHandlers } from "./handlers/payroll.js";
import { purchasingHandlers } from "./handlers/purchasing.js";
import { reportHandlers } from "./handlers/reports.js";
import { stockHandlers } from "./handlers/stock.js";
import { taskHandlers } from "./handlers/tasks.js";
import { userHandlers } from "./handlers/users.js";

export const HANDLERS = Object.freeze({
  ...userHandlers,
  ...payrollHandlers,
  ...leaveHandlers,
  ...financeHandlers,
  ...invoiceHandlers,
  ...purchasingHandlers,
  ...stockHandlers,
  ...taskHandlers,
  ...reportHandlers,
});
