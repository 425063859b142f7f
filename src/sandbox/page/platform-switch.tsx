import { platformNames } from './chat.ts';
import type { Platform } from './protocol.ts';

const platforms: readonly Platform[] = ['slack', 'teams'];

/** Where this screen's person sits: before Slack or before Teams. */
export const PlatformSwitch = ({ value, onChange }: { value: Platform; onChange(next: Platform): void }) => (
  <fieldset className="platforms" aria-label="Platform">
    {platforms.map((platform) => (
      <button
        key={platform}
        type="button"
        aria-pressed={platform === value}
        onClick={() => onChange(platform)}
      >
        {platformNames[platform]}
      </button>
    ))}
  </fieldset>
);
