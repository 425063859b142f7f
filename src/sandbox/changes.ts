/** Tells listeners that state or traffic has changed: once per turn of the event loop, after the change. */
export class Changes {
  readonly #listeners = new Set<() => void>();
  #announced = false;

  /** @returns the way to stop listening */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(): void {
    if (this.#announced) return;
    this.#announced = true;
    queueMicrotask(() => {
      this.#announced = false;
      for (const listener of [...this.#listeners]) listener();
    });
  }
}
