import { addMeForm, planningForm } from '../messages/planning-form.ts';
import { seriesOf } from '../templates/find-session.ts';
import type { ReadySession, Templates } from '../templates/ready-session.ts';
import { readSeries } from './change-series.ts';
import type { By, Context } from './context.ts';
import { addDraft, firstChoice, whoAndWhere } from './open-planning.ts';
import { type DraftBody, newDraft, planningView } from './planning-draft.ts';
import type { ChannelId, Series } from './ports.ts';
import type { Reaction } from './reaction.ts';
import { refuse } from './refuse.ts';

/**
 * Opens the planning form as it was for a series: its session or ready series, rhythm, time and title. Who presses
 * leads it, in the channel where they press, from the next working day on; dates that were skipped stay behind.
 */
export const copySeries = async (
  context: Context,
  by: By,
  seriesId: string,
  channelId: ChannelId,
): Promise<Reaction> => {
  const { templates, texts, now } = context;
  const [read, [member, channel, settings]] = await Promise.all([
    readSeries(context, by, seriesId),
    whoAndWhere(context, by, channelId),
  ]);
  const content = read?.sessions[0]?.facts.content;
  if (!read || !content) return refuse(context, 'gone');
  const picked = templates.sessions.find(({ id }) => id === content.id) ?? firstChoice(templates);
  const body: DraftBody = {
    ...newDraft(templates, picked, member, channel, settings, now()),
    ...rhythmOf(templates, read.series, picked, read.sessions.length),
    called: read.series.title,
    calledInitial: read.series.title,
    time: read.series.localTime,
    zone: read.series.zone,
    ...(hasOtherWords(content, picked) && { edited: content }),
  };
  const id = context.newId();
  await addDraft(context, by, { id, channelId, memberId: by.memberId, body });
  const form = channel.botIsIn
    ? planningForm(texts, planningView(templates, id, body, by.memberId))
    : addMeForm(texts, id, false);
  return { kind: 'open', form };
};

const hasOtherWords = (content: ReadySession, picked: ReadySession): boolean =>
  JSON.stringify(content) !== JSON.stringify(picked);

type Rhythm = Pick<DraftBody, 'howOften'> & Partial<Pick<DraftBody, 'days' | 'everyWeeks' | 'howMany'>>;

const rhythmOf = (
  templates: Templates,
  { cadence }: Series,
  picked: ReadySession,
  sessions: number,
): Rhythm => {
  if (cadence.kind === 'once') return { howOften: 'once' };
  const { everyWeeks } = cadence;
  const days = [...cadence.days];
  const ready = seriesOf(templates, picked.id);
  const asReady =
    ready &&
    cadence.kind === 'weekly' &&
    everyWeeks === 1 &&
    cadence.count === ready.sessions.length &&
    String(days.toSorted()) === String([...ready.days].sort());
  if (asReady) return { howOften: 'series' };
  // An end on a date that may be over is told as the number of sessions that it came to.
  const howMany =
    cadence.kind === 'continuous' ? 'endless' : cadence.kind === 'weekly' ? cadence.count : sessions;
  return { howOften: 'rhythm', days, everyWeeks, howMany };
};
