import type { Entities, EntityKind } from '../page/protocol.ts';

/** One thing on the page. The stamp changes whenever the value does, and costs little. */
export type Entity = { name: string; stamp: string; value(): unknown };

export const entity = <Kind extends EntityKind>(
  kind: Kind,
  id: string,
  stamp: string,
  value: () => Entities[Kind],
): Entity => ({ name: id ? `${kind}:${id}` : kind, stamp, value });

/** A small thing whose text is its own stamp. */
export const small = <Kind extends EntityKind>(kind: Kind, id: string, value: Entities[Kind]): Entity =>
  entity(kind, id, JSON.stringify(value), () => value);
