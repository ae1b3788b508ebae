/** Runs tasks strictly one after another. */

/** A line in which tasks wait for their turn; a failed one does not stop the next. */
export class Line {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Settles when all that stand in line now are through. */
  async through(): Promise<void> {
    await this.#last;
  }
}
