import type { Done } from '../page/protocol.ts';
import type { TeamsDeed } from '../page/teams-protocol.ts';
import type { ClickOutcome } from '../teams/control.ts';
import type { SandboxStage } from './sandbox-stage.ts';

/** Does in the local Teams what somebody did on the page. @throws where it cannot be done any more */
export const doInTeams = async ({ teams }: SandboxStage, deed: TeamsDeed): Promise<Done> => {
  const person = teams.people.find(({ id }) => id === deed.as);
  if (!person) throw new Error('There is nobody like that here');
  switch (deed.does) {
    case 'say':
      person.say(deed.place, deed.text, inThread(deed));
      return {};
    case 'command':
      // Teams shows nothing when the bot fails a command.
      await person.command(deed.place, deed.text, inThread(deed));
      return {};
    case 'extension':
      return doneBy(await person.openExtension(deed.id, { in: deed.place }));
    case 'press':
      person.fill(deed.surface, deed.typed);
      return doneBy(await person.use({ on: deed.surface, index: deed.index }));
    case 'close':
      person.close();
      return {};
    case 'react':
      person[deed.wanted ? 'react' : 'unreact'](deed.messageId, deed.reaction);
      return {};
    case 'install': {
      const holders = [...teams.teams, ...teams.channels, ...teams.groupChats, teams.directChat(person)];
      // The General channel has its team's id, and comes after it.
      const holder = holders.find(({ id }) => id === deed.where);
      if (!holder) throw new Error('That place is gone');
      holder[deed.wanted ? 'install' : 'uninstall']({ by: person.name });
      return {};
    }
  }
};

const inThread = ({ rootId }: { rootId?: string | undefined }) =>
  rootId === undefined ? {} : { threadId: rootId };

/** What Teams shows after a press. */
const doneBy = ({ url, error, message, errors = {} }: ClickOutcome): Done => {
  const [problem] = Object.values(errors);
  return { url, error: error ?? problem, notice: message };
};
