/** The few words that the store and its processes say while they run; a pino logger fits as it is. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
