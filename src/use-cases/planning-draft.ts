import { z } from 'zod';
import type { Values } from '../messages/form.ts';
import { type HowOften, howOftens, type PlanningView } from '../messages/planning-form.ts';
import { slotSchema } from '../series/cadence.ts';
import { localParts, nextWorkingDay } from '../series/local-time.ts';
import { skipDatesSchema } from '../series/skip-dates.ts';
import { windowHours } from '../session/pace.ts';
import { callLinkSchema, modes } from '../session/session.ts';
import { seriesOf } from '../templates/find-session.ts';
import { type ReadySession, readySessionSchema, type Templates } from '../templates/ready-session.ts';
import { oneRow } from '../texts/visible.ts';
import { type ChannelSettings, channelSettingsSchema } from './channel-settings.ts';
import { datesOf, isOutsideHours, pickedOf } from './planning-dates.ts';

/** What somebody has chosen so far while planning; kept, so that forms on top of each other work on one thing. */
export const draftBodySchema = z.object({
  what: z.string(),
  called: z.string(),
  /** What was put into the box; while it still stands there a new choice may replace it. */
  calledInitial: z.string(),
  date: slotSchema.shape.date,
  time: slotSchema.shape.time,
  howOften: z.enum(howOftens),
  days: z.array(z.int().min(1).max(7)),
  everyWeeks: z.int(),
  howMany: z.union([z.int(), z.literal(['endless', 'until'])]),
  /** The last day, where words named one; `yyyy-mm-dd`. */
  until: slotSchema.shape.date.optional(),
  /** Days that this series leaves out, besides the channel's. */
  skipDates: skipDatesSchema,
  leadId: z.string(),
  leadName: z.string(),
  coLeadId: z.string().optional(),
  cardMinutes: z.number(),
  mode: z.enum(modes),
  /** Hours that each phase stays open, where everybody works at their own pace. */
  windowHours: z.literal(windowHours),
  callLink: callLinkSchema.optional(),
  zone: z.string(),
  /** The zone of who plans. */
  ownZone: z.string(),
  channelName: z.string(),
  members: z.number(),
  /** The channel's settings as they were when the form was opened. */
  channelSkip: skipDatesSchema,
  workingHours: channelSettingsSchema.shape.workingHours,
  names: z.boolean(),
  /** What was made of the words behind the command, a sentence each. */
  heard: z.array(z.string()).default([]),
  /** Something was chosen or typed: worth taking up again when the form was closed by mistake. */
  touched: z.boolean().default(false),
  /** Words that were edited, of the session that `what` names. */
  edited: readySessionSchema.optional(),
});

export type DraftBody = z.infer<typeof draftBodySchema>;

/** The planning form as it opens: next working day at ten, in the lead's zone, just once (flow 5.1). */
export const newDraft = (
  templates: Templates,
  picked: ReadySession,
  lead: { id: string; name: string; zone: string },
  channel: { name: string; members: number },
  settings: ChannelSettings,
  now: Date,
): DraftBody => {
  const series = seriesOf(templates, picked.id);
  return {
    what: picked.id,
    called: picked.title,
    calledInitial: picked.title,
    date: nextWorkingDay(now, lead.zone),
    time: '10:00',
    howOften: 'once',
    days: [...(series?.days ?? [2])],
    everyWeeks: 1,
    howMany: series?.sessions.length ?? 4,
    skipDates: [],
    channelSkip: settings.skipDates,
    workingHours: settings.workingHours,
    names: settings.names,
    leadId: lead.id,
    leadName: lead.name,
    cardMinutes: 10,
    mode: 'online',
    windowHours: 24,
    zone: lead.zone,
    ownZone: lead.zone,
    heard: [],
    touched: false,
    channelName: channel.name,
    members: channel.members,
  };
};

const text = (value: Values[string] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The draft after something has been chosen or typed in the planning form. */
export const changedDraft = (templates: Templates, draft: DraftBody, values: Values): DraftBody => {
  const what = text(values.what) ?? draft.what;
  const howOften = (text(values['how-often']) as HowOften | undefined) ?? draft.howOften;
  const [date, time] = (text(values.when) ?? `${draft.date}T${draft.time}`).split('T') as [string, string];
  const { edited, ...kept } = draft;
  const changed: DraftBody = {
    ...kept,
    touched: true,
    ...(edited && what === draft.what && { edited }),
    what,
    howOften,
    date,
    time,
    called: oneRow(text(values.called) ?? draft.called),
    days: Array.isArray(values.days)
      ? values.days.map(Number)
      : draft.howOften === 'rhythm'
        ? []
        : draft.days,
    everyWeeks: Number(text(values.every) ?? draft.everyWeeks),
    howMany: howManyOf(text(values['how-many'])) ?? draft.howMany,
  };
  // A name that came with the words behind the command is nobody's default.
  const isDefault =
    changed.called === draft.calledInitial && changed.called === defaultName(templates, draft);
  const name = defaultName(templates, changed);
  return isDefault && name !== draft.calledInitial
    ? { ...changed, called: name, calledInitial: name }
    : changed;
};

const howManyOf = (value: string | undefined): DraftBody['howMany'] | undefined => {
  if (value === undefined || value === 'endless' || value === 'until') return value;
  return Number(value);
};

const defaultName = (templates: Templates, { what, howOften }: DraftBody): string => {
  const series = seriesOf(templates, what);
  if (howOften !== 'once' && series) return series.title;
  const named = [...templates.sessions, ...templates.patterns].find(({ id }) => id === what);
  return named?.title ?? '';
};

export const planningView = (
  templates: Templates,
  id: string,
  draft: DraftBody,
  planner: string,
  leftAt?: Date,
): PlanningView => {
  const dates = datesOf(templates, draft);
  const { session, series, hasGaps } = pickedOf(templates, draft);
  const elsewhere = draft.ownZone !== draft.zone && dates[0];
  return {
    draft: id,
    leftAt,
    heard: draft.heard,
    templates,
    what: draft.what,
    picked: session,
    series,
    hasGaps,
    calledInitial: draft.calledInitial,
    date: draft.date,
    time: draft.time,
    howOften: draft.howOften,
    days: draft.days,
    everyWeeks: draft.everyWeeks,
    howMany: draft.howMany,
    until: draft.until,
    zone: draft.zone,
    own: elsewhere ? { zone: draft.ownZone, time: localParts(elsewhere, draft.ownZone).time } : undefined,
    dates,
    outsideHours: isOutsideHours(draft, dates) ? draft.workingHours : undefined,
    mode: draft.mode,
    names: draft.names,
    lead: { name: draft.leadName, isPlanner: draft.leadId === planner },
    members: draft.members,
  };
};
