/**
 * Jest gives each test file an `Error` of its own, so that errors of Node's `fetch` are no errors to the SDK, which
 * then keeps their words and loses their codes. After this they are errors here as they are in production.
 */
export const knowErrorsOfNode = (): void => {
  const isInstance = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(Error, Symbol.hasInstance, {
    configurable: true,
    value(this: unknown, thing: unknown): boolean {
      // Its classes inherit this, and go on being told apart as ever.
      return this === Error
        ? Object.prototype.toString.call(thing) === '[object Error]'
        : isInstance.call(this, thing);
    },
  });
};
