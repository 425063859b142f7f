import type { Deed, Done } from '../page/protocol.ts';
import type { FaultSwitches } from './fault-switches.ts';
import type { SandboxStage } from './sandbox-stage.ts';
import { doInSlack } from './slack-deeds.ts';
import { doInTeams } from './teams-deeds.ts';

const minuteMs = 60_000;

/** Does what somebody did on the page. @throws where it cannot be done any more */
export const carryOut = async (stage: SandboxStage, faults: FaultSwitches, deed: Deed): Promise<Done> => {
  if ('on' in deed) return deed.on === 'slack' ? doInSlack(stage, deed) : doInTeams(stage, deed);
  const { bot, time, colleagues } = stage;
  switch (deed.does) {
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
      faults.turn(deed.of, deed.name, deed.wanted);
      return {};
    case 'colleagues':
      colleagues.turn(deed.wanted);
      return {};
  }
};
