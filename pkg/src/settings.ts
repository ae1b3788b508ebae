/** What the host has told about the user, the page and the backend, checked once where it comes in. */

import type { EnginePage, EngineUser } from "./bindings.js";
import { Fault } from "./fault.js";
import { scopeOf, tenantScopeOf } from "./scope.js";
import type { Surroundings } from "./surroundings.js";
import type { ActionHandler, AssistantOptions, Consent, PageContext, User } from "./types.js";

const DEFAULT_LOCALE = "en-GB";
const DEFAULT_IDLE_MINUTES = 30;
const MS_PER_MINUTE = 60_000;
const CONSENTS: readonly Consent[] = ["pending", "granted", "not-needed", "withdrawn"];

/** The settings of an assistant; the host may change some of them. */
export class Settings {
  readonly actions: Readonly<Record<string, ActionHandler>>;
  readonly endpoint: string | undefined;
  readonly token: AssistantOptions["token"];
  readonly idleMs: number;
  #user: User;
  #context: PageContext;
  #consent: Consent;
  #consentVersion: string | undefined;

  constructor(options: AssistantOptions) {
    this.#user = checkedUser(options?.user);
    this.#context = { ...options.context };
    this.#consent = checkedConsent(options.consent ?? "pending");
    this.#consentVersion = options.consentVersion;
    this.actions = checkedActions(options.actions ?? {});
    this.endpoint = checkedEndpoint(options.endpoint);
    this.token = options.token;
    this.idleMs = checkedMinutes(options.idleMinutes ?? DEFAULT_IDLE_MINUTES) * MS_PER_MINUTE;
  }

  /** Whether records may be kept and sent. */
  get mayLog(): boolean {
    return this.#consent === "granted" || this.#consent === "not-needed";
  }

  get consent(): Consent {
    return this.#consent;
  }

  get consentVersion(): string {
    return this.#consentVersion ?? "";
  }

  /** The name under which the user's records are kept. */
  get scope(): string {
    return scopeOf(this.#user.tenant ?? "", this.#user.id);
  }

  /** What the names of all users of the tenant begin with. */
  get tenantScope(): string {
    return tenantScopeOf(this.#user.tenant ?? "");
  }

  setUser(user: User): void {
    this.#user = checkedUser(user);
  }

  setContext(context: PageContext): void {
    this.#context = { ...context };
  }

  setConsent(consent: Consent, version: string | undefined): void {
    this.#consent = checkedConsent(consent);
    this.#consentVersion = version ?? this.#consentVersion;
  }

  /** The user as the engine takes it. */
  engineUser(returning: boolean): EngineUser {
    const { id, name, tenant, roles, permissions, locale } = this.#user;
    return {
      pseudonym: id ?? null,
      name: name ?? null,
      tenant: tenant ?? "",
      roles: [...roles],
      permissions: [...(permissions ?? [])],
      locale: locale ?? DEFAULT_LOCALE,
      returning,
      consent: this.#consent === "granted" ? (this.#consentVersion ?? null) : null,
    };
  }

  /** The page as the engine takes it. */
  enginePage(surroundings: Surroundings): EnginePage {
    const { module, page, record, appVersion } = this.#context;
    return {
      module: textOf(module),
      name: textOf(page),
      record_slot: textOf(record?.slot),
      record: textOf(record?.value),
      app_version: textOf(appVersion),
      device: surroundings.device(),
    };
  }
}

/** Refuses a call with a wrong argument. */
export function demand(holds: boolean, message: string): void {
  if (!holds) throw new Fault("bad_argument", message);
}

function checkedUser(user: User | undefined): User {
  demand(isTexts(user?.roles), "`user.roles` must be an array of strings");
  const { id, name, tenant, permissions = [], locale } = user as User;
  demand(isTexts(permissions), "`user.permissions` must be an array of strings");
  const texts = Object.entries({ id, name, tenant, locale });
  for (const [key, text] of texts) demand(text === undefined || typeof text === "string", `\`user.${key}\` must be a string`);
  return { ...(user as User), permissions };
}

/** A text of the page, where a host in plain JavaScript may give a number. */
function textOf(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function checkedConsent(consent: Consent): Consent {
  demand(CONSENTS.includes(consent), `\`consent\` must be one of ${CONSENTS.join(", ")}`);
  return consent;
}

function checkedActions(actions: Record<string, ActionHandler>): Record<string, ActionHandler> {
  for (const [name, handler] of Object.entries(actions)) {
    demand(typeof handler === "function", `the action \`${name}\` must be a function`);
  }
  return { ...actions };
}

function checkedMinutes(minutes: number): number {
  demand(minutes > 0, "`idleMinutes` must be a positive number");
  return minutes;
}

/** The backend's address without a slash at its end; a relative one counts from the page. */
function checkedEndpoint(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined) return undefined;
  const base = globalThis.document?.baseURI;
  const url = URL.canParse(endpoint, base) ? new URL(endpoint, base) : undefined;
  demand(/^https?:$/.test(url?.protocol ?? ""), "`endpoint` must be an address that begins with http or https");
  return url?.href.replace(/\/+$/, "");
}
