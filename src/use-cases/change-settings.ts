import type { z } from 'zod';
import type { Values } from '../messages/form.ts';
import { plainNote } from '../messages/notes.ts';
import { settingsForm } from '../messages/settings-form.ts';
import { readSkipDates } from '../series/words/read-skip-dates.ts';
import { channelSettingsSchema } from './channel-settings.ts';
import type { By, Context } from './context.ts';
import { changeRetention } from './lifecycle/change-retention.ts';
import type { ChannelId } from './ports.ts';
import type { Reaction } from './reaction.ts';
import { addMe } from './refuse.ts';

/** `/microtraining settings`: what the channel decides for itself; open to whoever may plan in it. */
export const openSettings = async (context: Context, by: By, channelId: ChannelId): Promise<Reaction> => {
  const channel = await context.directory.channel(by.workspace, channelId);
  if (!channel.botIsIn) return addMe(context);
  const settings = await context.transaction(by.workspace, async (stores) => ({
    ...(await stores.settings.get(channelId)),
    keepMonths: await stores.lifecycle.keepMonths(),
  }));
  return {
    kind: 'open',
    form: settingsForm(context.texts, {
      ...settings,
      style: context.broadcasts ? settings.style : undefined,
      channelId,
      channelName: channel.name,
      forAdmin: by.role === 'admin',
    }),
  };
};

/** Stores the sent form; it counts from the next message on. */
export const saveSettings = async (
  context: Context,
  by: By,
  channelId: ChannelId,
  values: Values,
): Promise<Reaction> => {
  const { directory, texts } = context;
  const { zone } = await directory.member(by.workspace, by.memberId);
  const read = readSettings(context, values, zone);
  if ('faults' in read) return { kind: 'faults', faults: read.faults };
  const rights = by.role === 'admin' ? readRights(values) : {};
  if (rights.planners === 'leads' && !rights.leads?.length) {
    return { kind: 'faults', faults: { leads: texts.settings.noLeads } };
  }
  if (by.role === 'admin' && values.keep !== undefined) {
    const refusal = await changeRetention(context, by, Number(values.keep));
    if (refusal) return { kind: 'faults', faults: { keep: texts.refusals[refusal] } };
  }
  await context.transaction(by.workspace, async ({ settings }) => {
    const before = await settings.get(channelId);
    const style = read.settings.style ?? before.style;
    await settings.save(channelId, { ...before, ...read.settings, style, ...rights }, context.now());
  });
  const where = { to: 'member-in-channel', channelId, memberId: by.memberId } as const;
  return { kind: 'done', note: { where, message: plainNote(texts, texts.settings.saved()) } };
};

/** Who may do what is an admin's to change; a form that was opened without these fields leaves them as they are. */
const rightsFields = { planners: true, leads: true, outsiders: true } as const;
const rightsSchema = channelSettingsSchema.pick(rightsFields);
/** Without a style where the form has none. */
const ownSchema = channelSettingsSchema.omit(rightsFields).partial({ style: true });

const readRights = (values: Values): Partial<z.infer<typeof rightsSchema>> =>
  values.planners === undefined
    ? {}
    : rightsSchema.parse({
        planners: values.planners,
        leads: values.leads ?? [],
        outsiders: Array.isArray(values.outsiders) && values.outsiders.includes('may'),
      });

const readSettings = (
  { texts, now }: Context,
  values: Values,
  zone: string,
): { settings: z.infer<typeof ownSchema> } | { faults: Record<string, string> } => {
  const { faults } = texts.planning;
  const days = Array.isArray(values.days) ? values.days.map(Number) : [];
  if (days.length === 0) return { faults: { days: faults.noDays } };
  const skip = readSkipDates(String(values.skip ?? ''), { now: now(), zone, dayFirst: true });
  if (skip.notUnderstood.length > 0) {
    return { faults: { skip: faults.skip(skip.notUnderstood.map(({ words }) => words)) } };
  }
  return {
    settings: ownSchema.parse({
      style: values.style,
      names: Array.isArray(values.names) && values.names.includes('shown'),
      workingHours: { days, from: values.from, to: values.to },
      skipDates: skip.skipDates,
    }),
  };
};
