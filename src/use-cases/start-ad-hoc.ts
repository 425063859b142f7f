import { plainNote } from '../messages/notes.ts';
import { localParts } from '../series/local-time.ts';
import { isSelfPaced } from '../session/pace.ts';
import { defaultPhaseMinutes } from '../session/rules.ts';
import { isOpen, planSession } from '../session/session.ts';
import type { ReadySession } from '../templates/ready-session.ts';
import { applyCommand } from './change-session.ts';
import type { By, Context } from './context.ts';
import { once } from './once.ts';
import type { ChannelId } from './ports.ts';
import { note, type Reaction } from './reaction.ts';
import { addMe } from './refuse.ts';

/** Begins a session now, led by who asks: nobody signs up, nothing is rated, the start is shown in the channel (R5, R31). */
export const startAdHoc = async (
  context: Context,
  by: By,
  channelId: ChannelId,
  content: ReadySession,
): Promise<Reaction> => {
  const { directory, texts, newId } = context;
  const [lead, channel] = await Promise.all([
    directory.member(by.workspace, by.memberId),
    directory.channel(by.workspace, channelId),
  ]);
  if (!channel.botIsIn) return addMe(context);
  const now = context.now();
  const busy = await context.transaction(by.workspace, async (stores) => {
    // Its row keeps a second press at the same moment waiting until this one has begun.
    await stores.people.saveChannel(channel);
    const running = (await stores.sessions.comingIn(channelId)).find(
      ({ session }) => isOpen(session) && !isSelfPaced(session.plan),
    );
    if (running) return running.facts.title;
    await once(context, stores, by);
    await stores.people.saveMember(lead);
    const seriesId = newId();
    const { date: firstDate, time: localTime } = localParts(now, lead.zone);
    await stores.series.add({
      id: seriesId,
      channelId,
      kind: 'ad-hoc',
      status: 'active',
      changedBy: undefined,
      title: content.title,
      audience: undefined,
      leadId: lead.id,
      coLeadId: undefined,
      plannedBy: lead.id,
      plannedAt: now,
      zone: lead.zone,
      firstDate,
      localTime,
      cadence: { kind: 'once' },
      skipDates: [],
      contents: [],
    });
    const id = newId();
    const plan = {
      startsAt: now,
      phaseMinutes: defaultPhaseMinutes,
      cardMinutes: 0,
      adHoc: true,
      mode: 'online',
    } as const;
    const facts = { id, seriesId, channelId, ordinal: 1, title: content.title, content, rated: false };
    await stores.sessions.add(facts, planSession(plan, { memberId: lead.id }));
    const stored = await stores.sessions.lock(id);
    if (stored) await applyCommand(context, stores, stored, { type: 'tick', now });
    return undefined;
  });
  context.nudge();
  return note(plainNote(texts, busy ? texts.start.busy(busy) : texts.start.begun(content.title)));
};
