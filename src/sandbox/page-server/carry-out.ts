import type { Deed, Done, Typed } from '../page/protocol.ts';
import type { Person } from '../slack/control.ts';
import type { FaultSwitches } from './fault-switches.ts';
import type { SandboxStage } from './sandbox-stage.ts';

const minuteMs = 60_000;

/** Does what somebody did on the page. @throws where it cannot be done any more */
export const carryOut = async (stage: SandboxStage, faults: FaultSwitches, deed: Deed): Promise<Done> => {
  const { bot, time, colleagues } = stage;
  switch (deed.does) {
    case 'say':
      return say(stage, deed);
    case 'use': {
      const person = personOf(stage, deed.as);
      const { on } = deed.element;
      if ('view' in on) type(person, on.view, deed.typed ?? []);
      const outcome = await person.use(deed.element, deed.value);
      return { url: outcome?.url, error: outcome?.error };
    }
    case 'submit': {
      const person = personOf(stage, deed.as);
      if (person.view) type(person, person.view.id, deed.typed);
      return { error: (await person.submit()).error };
    }
    case 'close':
      await personOf(stage, deed.as).close({ all: deed.all });
      return {};
    case 'open-home':
      await personOf(stage, deed.as).openHome();
      return {};
    case 'reload':
      personOf(stage, deed.as).reload();
      return {};
    case 'take-over':
      colleagues.takeOver(deed.as);
      return {};
    case 'release':
      colleagues.release(deed.as);
      return {};
    case 'clock':
      if (deed.to === 'fast' || deed.to === 'real') time.run(deed.to === 'fast' ? 60 : 1);
      else await (deed.to === 'next' ? time.advanceToNext() : time.advanceBy(minuteMs));
      return {};
    case 'bot':
      await bot[deed.to]();
      return { error: bot.trouble };
    case 'fault':
      faults.turn(deed.name, deed.on);
      return {};
    case 'colleagues':
      colleagues.turn(deed.on);
      return {};
  }
};

const personOf = ({ slack }: SandboxStage, id: string): Person => {
  const person = slack.people.find((each) => each.id === id);
  if (!person) throw new Error('There is nobody like that here');
  return person;
};

/** What was typed and not sent yet goes with whatever is done in a form. */
const type = (person: Person, view: string, typed: Typed[]): void => {
  for (const { blockId, actionId, text } of typed) {
    const field = person.stack.find(({ id }) => id === view)?.state[blockId]?.[actionId];
    if (field && (field.value ?? '') !== text) person.fill({ on: { view }, blockId, actionId }, { text });
  }
};

/** A message, a slash command, or one of the two commands that Slack itself knows. */
const say = async (
  stage: SandboxStage,
  { as, channel, text, threadTs }: Extract<Deed, { does: 'say' }>,
): Promise<Done> => {
  const person = personOf(stage, as);
  const [, name = '', rest = ''] = /^(\/\S+)\s*(.*)$/s.exec(text) ?? [];
  if (name === '') {
    person.say(channel, withMentions(stage, text), threadTs === undefined ? {} : { threadTs });
    return {};
  }
  if (threadTs !== undefined)
    return { error: 'Slash commands do not work in threads. Type it in the channel.' };
  if (name === '/microtraining') return { error: (await person.command(channel, rest.trim())).error };
  const who = rest.trim().replace(/^@/, '');
  const target = stage.slack.channels.find(({ id }) => id === channel);
  if ((name === '/invite' || name === '/remove') && target) {
    target[name === '/invite' ? 'invite' : 'remove'](who.toLowerCase() === 'microtraining' ? 'bot' : who);
    return {};
  }
  return { error: `${name} is not known here. Try /microtraining, /invite @name or /remove @name.` };
};

/** `@Ben` calls Ben. */
const withMentions = ({ slack }: SandboxStage, text: string): string =>
  slack.users.reduce(
    (said, { id, name }) => said.replaceAll(new RegExp(`(?<![\\w<])@${name}\\b`, 'g'), `<@${id}>`),
    text,
  );
