import type { Done } from '../page/protocol.ts';
import type { SlackDeed, Typed } from '../page/slack-protocol.ts';
import type { Person } from '../slack/control.ts';
import type { SandboxStage } from './sandbox-stage.ts';

/** Does in the local Slack what somebody did on the page. @throws where it cannot be done any more */
export const doInSlack = async (stage: SandboxStage, deed: SlackDeed): Promise<Done> => {
  const person = stage.slack.people.find(({ id }) => id === deed.as);
  if (!person) throw new Error('There is nobody like that here');
  switch (deed.does) {
    case 'say':
      return say(stage, person, deed);
    case 'use': {
      const { on } = deed.element;
      if ('view' in on) type(person, on.view, deed.typed ?? []);
      const outcome = await person.use(deed.element, deed.value);
      return { url: outcome?.url, error: outcome?.error };
    }
    case 'submit': {
      if (person.view) type(person, person.view.id, deed.typed);
      return { error: (await person.submit()).error };
    }
    case 'close':
      await person.close({ all: deed.all });
      return {};
    case 'open-home':
      await person.openHome();
      return {};
  }
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
  person: Person,
  { channel, text, threadTs }: Extract<SlackDeed, { does: 'say' }>,
): Promise<Done> => {
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
