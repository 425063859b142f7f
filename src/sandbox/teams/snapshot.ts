import { type KeptFile, keepInFile } from '../kept-file.ts';
import type { Core } from './core.ts';
import { asJson, type Json } from './json.ts';
import type { WorldState } from './world-state.ts';

/** Raise it whenever the shape of `WorldState` changes: older files are put aside. */
export const snapshotVersion = 1;

/** What outlives a restart. Traffic and tokens do not. */
type Snapshot = { version: number; world: unknown };

/** Goes on from what the file holds, and writes every change into it: as a whole or not at all. */
export const keepSnapshot = ({ changes, world }: Core, file: string): KeptFile =>
  keepInFile<Snapshot>(file, {
    changes,
    version: snapshotVersion,
    take: () => ({ version: snapshotVersion, world: toJson(world.state) }),
    restore: (snapshot) => {
      world.state = fromJson(snapshot.world) as WorldState;
    },
  });

/** The state is plain data, but for what JSON does not know: these become objects with one marked key. */
const toJson = (value: unknown): unknown => {
  if (value instanceof Map) return { $map: [...value].map(toJson) };
  if (value instanceof Set) return { $set: [...value] };
  if (value instanceof Date) return { $date: value.toISOString() };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) return mapped(value as Json, toJson);
  return value;
};

const fromJson = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== 'object' || value === null) return value;
  const { $map, $set, $date } = asJson(value);
  if (Array.isArray($map)) return new Map($map.map(fromJson) as [unknown, unknown][]);
  if (Array.isArray($set)) return new Set($set);
  if (typeof $date === 'string') return new Date($date);
  return mapped(value as Json, fromJson);
};

const mapped = (object: Json, how: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, how(value)]));
