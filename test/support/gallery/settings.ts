import { type SettingsView, settingsForm } from '../../../src/messages/settings-form.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { type Entry, entries } from './entry.ts';
import type { Sample } from './sample.ts';

/** What a channel decides for itself. */
export const settings = (sample: Sample): Entry[] => {
  const show = (more: Partial<SettingsView> = {}) =>
    settingsForm(texts, {
      channelId: 'C0SALES',
      channelName: sample.channelName,
      style: 'normal',
      names: false,
      workingHours: { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' },
      skipDates: [],
      planners: 'members',
      leads: [],
      outsiders: false,
      keepMonths: 12,
      forAdmin: false,
      ...more,
    });
  return entries('settings', sample, {
    'as they are at first': show(),
    'everything otherwise': show({
      style: 'loud',
      names: true,
      workingHours: { days: [6], from: '22:30', to: '06:00' },
      skipDates: Array.from({ length: 30 }, () => ({ from: '2026-12-24', to: '2027-01-02' })),
    }),
    'for an admin': show({ forAdmin: true, planners: 'leads', leads: ['U0ANA', 'U0BEN'], outsiders: true }),
    'where only leads plan': show({ planners: 'leads', leads: ['U0BEN'], outsiders: true }),
  });
};
