import { isTooLong, mostTitleChars } from '../messages/planning-form.ts';
import { isSelfPaced, phaseMinutesOf } from '../session/pace.ts';
import { defaultPhaseMinutes } from '../session/rules.ts';
import { planSession } from '../session/session.ts';
import { plannedMinutes } from '../session/timetable.ts';
import { bookingsIn, clashAt } from './bookings.ts';
import type { By, Context } from './context.ts';
import { once } from './once.ts';
import { cadenceOf, contentsOf, datesOf, pickedOf } from './planning-dates.ts';
import type { DraftBody } from './planning-draft.ts';
import type { Channel, Member, Series, Stores } from './ports.ts';
import { crowdAt } from './start-budget.ts';

export type Planned = { series: Series; firstSession: string } | { faults: Record<string, string> };

/** What of the planning form is wrong, by field name, as far as it can be said without the database. */
const faultsOf = ({ texts, templates, now }: Context, draft: DraftBody): Record<string, string> => {
  const { faults } = texts.planning;
  const [first] = datesOf(templates, draft);
  if (pickedOf(templates, draft).hasGaps) return { what: faults.gaps };
  if (draft.called === '') return { called: faults.noTitle };
  if (isTooLong(draft.called)) return { called: faults.longTitle(mostTitleChars) };
  if (!first) return { days: faults.noDays };
  return first <= now() ? { when: faults.past } : {};
};

/**
 * Plans a series or a single session: its sessions, and the announcement that is owed, in one transaction. The draft
 * is used up by it, so that a second press at the same moment plans nothing.
 * @returns what was planned, or what is wrong by field name; undefined where the draft is used up already
 */
export const planSeries = async (
  context: Context,
  by: By,
  { id, body: draft }: { id: string; body: DraftBody },
  channel: Channel,
  lead: Member,
): Promise<Planned | undefined> => {
  const faults = faultsOf(context, draft);
  if (Object.keys(faults).length > 0) return { faults };
  const planner = await context.directory.member(by.workspace, by.memberId);
  const planned = await context.transaction(by.workspace, async (stores): Promise<Planned | undefined> => {
    if (!(await stores.drafts.lock(id))) return undefined;
    // Its row keeps others from planning in the channel meanwhile, so that nothing overlaps.
    await stores.people.saveChannel(channel);
    const clash =
      (await findOverlap(context, stores, channel.id, draft)) ?? (await findCrowd(context, stores, draft));
    if (clash) return { faults: { when: clash } };
    await once(context, stores, by);
    await stores.drafts.remove(id);
    for (const member of [planner, lead]) await stores.people.saveMember(member);
    return store(context, stores, by, draft, channel);
  });
  context.nudge();
  return planned;
};

const findOverlap = async (
  { templates, texts }: Context,
  stores: Stores,
  channelId: string,
  draft: DraftBody,
): Promise<string | undefined> => {
  // Whoever works at their own pace keeps nobody's channel busy.
  if (isSelfPaced(draft)) return undefined;
  const minutes = plannedMinutes({ phaseMinutes: defaultPhaseMinutes });
  const bookings = await bookingsIn(stores, channelId);
  for (const startsAt of datesOf(templates, draft)) {
    const clash = clashAt(startsAt, minutes, bookings);
    if (!clash) continue;
    return texts.planning.faults.overlap(clash.title, texts.calendar.dayAt(clash.freeAt, draft.zone));
  }
  return undefined;
};

const findCrowd = async (context: Context, stores: Stores, draft: DraftBody): Promise<string | undefined> => {
  const { templates, texts } = context;
  const crowd = await crowdAt(context, stores, datesOf(templates, draft));
  return crowd && texts.planning.faults.crowd(crowd.most, crowd.free, draft.zone);
};

const store = async (
  { templates, newId, now }: Context,
  stores: Stores,
  by: By,
  draft: DraftBody,
  channel: Channel,
): Promise<Planned> => {
  const plannedAt = now();
  const dates = datesOf(templates, draft);
  const contents = contentsOf(templates, draft);
  const cadence = cadenceOf(templates, draft) ?? { kind: 'once' };
  const isSeries = cadence.kind !== 'once';
  const isEndless = cadence.kind === 'continuous';
  const series: Series = {
    id: newId(),
    channelId: channel.id,
    kind: isEndless ? 'continuous' : isSeries ? 'series' : 'single',
    status: 'active',
    changedBy: undefined,
    title: draft.called,
    audience: templates.series.find(({ sessions }) => sessions.includes(draft.what))?.audience,
    leadId: draft.leadId,
    coLeadId: draft.coLeadId,
    plannedBy: by.memberId,
    plannedAt,
    zone: draft.zone,
    firstDate: draft.date,
    localTime: draft.time,
    cadence,
    skipDates: draft.skipDates,
    contents: isEndless ? contents : [],
  };
  await stores.series.add(series);
  const ids = dates.map(newId);
  for (const [index, startsAt] of dates.entries()) {
    const content = contents[index % contents.length]!;
    const facts = {
      id: ids[index]!,
      seriesId: series.id,
      channelId: channel.id,
      ordinal: index + 1,
      title: isSeries ? content.title : draft.called,
      content,
      rated: isSeries,
    };
    const plan = {
      startsAt,
      phaseMinutes: phaseMinutesOf(draft.mode, draft.windowHours),
      cardMinutes: draft.cardMinutes,
      adHoc: false,
      mode: draft.mode,
      ...(draft.callLink && { callLink: draft.callLink }),
    };
    const lead = { memberId: draft.leadId, ...(draft.coLeadId && { coLeadId: draft.coLeadId }) };
    await stores.sessions.add(facts, planSession(plan, lead));
  }
  await stores.ledger.owe([
    {
      subject: { kind: 'series', id: series.id },
      kind: 'announcement',
      recipient: '',
      run: 0,
      dueAt: plannedAt,
      after: undefined,
    },
  ]);
  return { series, firstSession: ids[0]! };
};
