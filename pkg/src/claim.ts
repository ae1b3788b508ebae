/** Marks an action as running, so that another tab of the same conversation does not take it for one that a reload cut off. */

const name = (id: string): string => `erp-chat:action:${id}`;

/** Runs a task of an action, at once. */
export function running<T>(id: string, task: () => Promise<T>): Promise<T> {
  const work = task();
  // Whether the lock was had changes nothing for the task.
  locks()?.request(name(id), () => work.catch(() => {})).catch(() => {});
  return work;
}

/** Runs a task of an action that runs nowhere else. */
export async function unlessRunning(id: string, task: () => Promise<void>): Promise<void> {
  const held = locks();
  if (!held) return task();
  await held.request(name(id), { ifAvailable: true }, (lock) => (lock ? task() : undefined));
}

/** Missing outside of secure contexts. */
function locks(): LockManager | undefined {
  return globalThis.navigator?.locks;
}
