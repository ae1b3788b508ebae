/** A host, as the compiler sees it: this file is only type-checked. A line marked with an error must not compile. */

import { createAssistant } from "erp-chat";
import type { ActionResult, Assistant, AssistantFault, AssistantOptions, Metrics, Turn } from "erp-chat";

const options: AssistantOptions = {
  user: { id: "u-17", name: "Asha Rao", tenant: "acme", roles: ["manager"], locale: "en-IN" },
  consent: "granted",
  endpoint: "https://chat.example.com",
  token: () => Promise.resolve("token"),
  context: { module: "finance", record: { slot: "invoice", value: "8812" } },
  actions: {
    leave_balance: () => ({ status: "done", facts: { balance: "12 days" } }),
    list_tasks: async ({ args, permission, id }): Promise<ActionResult> => {
      const owner = args["assignee"];
      const label = typeof owner === "string" ? owner : "me";
      await Promise.resolve([permission, id]);
      return { status: "done", rows: [[{ label: "Task", type: "text", value: label }]], total: 1 };
    },
    "*": ({ name }) => ({ status: "failed", reason: `${name} is not ready` }),
  },
};

export async function host(): Promise<void> {
  const assistant: Assistant = await createAssistant(options);
  assistant.addEventListener("turn", (event) => paint(event.detail));
  assistant.addEventListener("status", ({ detail }) => detail.pending.toFixed());
  assistant.addEventListener("problem", ({ detail: { code, message } }) => [code, message]);
  const turn = await assistant.send("approve this one", { channel: "voice", speechConfidence: 0.8 });
  await assistant.feedback(turn.id, "down", { reason: "wrong" });
  const { feedback }: Metrics = await assistant.metrics("week");
  feedback.responseRate?.toFixed(2);
  for (const { name, result } of (await assistant.explain(turn.id)).stages) [name, result];
  assistant.close();
}

export function isBlocked(error: unknown): boolean {
  return (error as AssistantFault).code === "wasm_blocked";
}

function paint(turn: Turn): string {
  return turn.rows.flat().map((cell) => (cell.type === "money" ? `${cell.value} ${cell.currency}` : String(cell.value))).join();
}

export function refused(assistant: Assistant): void {
  // @ts-expect-error a user has roles
  void createAssistant({ user: { id: "u-17" } });
  // @ts-expect-error there is no such rating
  void assistant.feedback("id", "sideways");
  // @ts-expect-error there is no such period
  void assistant.metrics("year");
  // @ts-expect-error a result has a status
  options.actions = { a: () => ({ facts: {} }) };
  // @ts-expect-error turns are not altered by the host
  assistant.turns.push();
  // @ts-expect-error an option that is not known is given, not left undefined
  void assistant.send("hello", { speechConfidence: undefined });
}
