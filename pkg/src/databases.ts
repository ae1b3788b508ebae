/** The databases that the package made in this browser, one for each user, so that withdrawn consent erases all of a tenant. */

/** What the names of the databases begin with; the adapter of the outbox adds the scope. */
const PREFIX = "erp-chat:";
/** Where their scopes are listed for browsers that cannot list databases. */
const LIST = "erp-chat:scopes";

/** Remembers that the database of a scope is made, where the browser does not. */
export function noteDatabase(scope: string): void {
  if (!factory() || canList()) return;
  const known = listed();
  if (!known.includes(scope)) keep([...known, scope]);
}

/** Erases the databases whose scope begins with `scopes`, except one that is in use. Never rejects. */
export async function eraseDatabases(scopes: string, except?: string): Promise<void> {
  const known = await existing().catch(() => listed());
  const erased = known.filter((scope) => scope.startsWith(scopes) && scope !== except);
  await Promise.all(erased.map(erase));
  if (!canList()) keep(listed().filter((scope) => !erased.includes(scope)));
}

async function existing(): Promise<string[]> {
  if (!canList()) return listed();
  const databases = (await factory()?.databases()) ?? [];
  return databases.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
}

/** Another tab lets go of a database that is to be deleted; one that does not is not waited for. */
function erase(scope: string): Promise<void> {
  return new Promise((resolve) => {
    const request = factory()?.deleteDatabase(`${PREFIX}${scope}`);
    if (!request) return resolve();
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

function canList(): boolean {
  return typeof factory()?.databases === "function";
}

function factory(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB;
  } catch {
    // Storage is forbidden here.
    return undefined;
  }
}

function listed(): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(LIST) ?? "[]");
    return Array.isArray(list) ? list.filter((scope) => typeof scope === "string") : [];
  } catch {
    return [];
  }
}

function keep(scopes: readonly string[]): void {
  try {
    if (scopes.length > 0) localStorage.setItem(LIST, JSON.stringify(scopes));
    else localStorage.removeItem(LIST);
  } catch {
    // Then withdrawing erases only the database of the user.
  }
}
