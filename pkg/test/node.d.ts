/** As much of Node's types as the tests use; its own types are a package that nothing else here needs. */

declare module "node:test" {
  type Body = (context: { skip(reason: string): void }) => void | Promise<void>;
  export function test(name: string, body: Body): Promise<void>;
  export function test(name: string, options: { skip: string | false }, body: Body): Promise<void>;
}

declare module "node:assert/strict" {
  interface Assert {
    equal(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    ok(value: unknown, message?: string): asserts value;
    match(text: string, pattern: RegExp, message?: string): void;
    rejects(promise: Promise<unknown>, error: object): Promise<void>;
    throws(body: () => unknown, error: object): void;
  }
  const assert: Assert;
  export default assert;
}

declare module "node:fs" {
  export function existsSync(name: string | URL): boolean;
}
