/** The addresses of the bots that are connected, served in turn. */
export class UrlsInTurn {
  readonly #urls: string[] = [];
  #turn = 0;

  connect(url: string): void {
    if (!this.#urls.includes(url)) this.#urls.push(url);
  }

  disconnect(url: string): void {
    if (this.#urls.includes(url)) this.#urls.splice(this.#urls.indexOf(url), 1);
  }

  /** All of them, the one whose turn it is first. */
  inTurn(): string[] {
    const start = this.#turn++;
    return this.#urls.map((_, i) => this.#urls[(start + i) % this.#urls.length] as string);
  }
}
