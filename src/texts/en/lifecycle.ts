import { day } from '../calendar.ts';
import { emphasis, type Line, say, strong } from '../line.ts';
import { time } from './phrases.ts';

/** Said when a lead leaves, or when a channel is closed to the bot. */
export const lifecycle = {
  leadLeft: {
    pauses: (lead: string, title: string): Line => say`${lead} has left, so ${strong(title)} pauses.`,
    single: (lead: string, title: string, startsAt: Date, zone: string): Line =>
      say`${lead} has left. Nobody leads ${strong(title)} on ${day(startsAt, zone)}, ${time(startsAt, zone)}.`,
    led: (lead: string, title: string): Line => say`${lead} leads ${strong(title)} now.`,
    next: (startsAt: Date, zone: string): Line =>
      say`Next on ${day(startsAt, zone)}, ${time(startsAt, zone)}.`,
    over: (title: string): Line => say`${strong(title)} is over.`,
    youLead: (title: string): Line => say`You lead ${strong(title)} now.`,
  },

  channelClosed: {
    push: (channel: string) => `I can't post in #${channel} any more.`,
    what: (why: 'bot-removed' | 'channel-archived' | 'channel-gone', channel: string): Line =>
      ({
        'bot-removed': say`I was removed from ${strong(`#${channel}`)}.`,
        'channel-archived': say`${strong(`#${channel}`)} is archived.`,
        'channel-gone': say`I can't get into ${strong(`#${channel}`)} any more.`,
      })[why],
    waits: (): Line => say`What you lead there stops until somebody goes on with it:`,
    brokenOff: (title: string): Line => say`${strong(title)} was broken off, without a recap.`,
    title: (title: string): Line => [strong(title)],
    goOn: (why: 'bot-removed' | 'channel-archived' | 'channel-gone'): Line =>
      why === 'channel-archived'
        ? say`When it is open again: ${strong('/invite @Microtraining')} if I am not in it, then ${strong('/microtraining list')} and ${strong('Resume')}.`
        : say`Invite me again with ${strong('/invite @Microtraining')}, then ${strong('/microtraining list')} and ${strong('Resume')}.`,
  },

  brokenOff: (title: string, closedAt: Date, zone: string): Line => [
    ...say`${strong(title)} · `,
    emphasis('broken off'),
    ...say` ${time(closedAt, zone)}: I could not post here any more`,
  ],
};
