/** What the parts need of a log; pino fits. Fields are ids and codes, never what people wrote. */
export type Log = {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
};
