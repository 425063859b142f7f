/** A row of its new id may stand already, made by whoever was quicker; what the old one says counts no more then. */
const moved = (table: string, key: string) => [
  `delete from ${table} where ${key} = $1 and exists (select from ${table} where ${key} = $2)`,
  `update ${table} set ${key} = $2 where ${key} = $1`,
];

const asJson = (parameter: string) => `to_jsonb(${parameter}::text)::text`;

/** The platform's references hold the id as a value, at a place that only the platform knows. */
const replacedIn = (column: string) => `
  update deliveries set ${column} = replace(${column}::text, ${asJson('$1')}, ${asJson('$2')})::jsonb
  where position(${asJson('$1')} in ${column}::text) > 0`;

/** $1 becomes $2 wherever a channel's id is stored. */
export const changeChannelIdStatements: readonly string[] = [
  ...moved('channels', 'id'),
  ...moved('channel_settings', 'channel_id'),
  'update series set channel_id = $2 where channel_id = $1',
  'update sessions set channel_id = $2 where channel_id = $1',
  'update drafts set channel_id = $2 where channel_id = $1',
  replacedIn('reference'),
  replacedIn('destination'),
];
