import type { Button, ConfirmationDialog, Overflow } from '@slack/types';
import { useContext, useState } from 'react';
import type { Element } from '../../../slack/elements.ts';
import { Menu } from '../../menu.tsx';
import type { Value, ValueShown } from '../../slack-protocol.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { FieldElement } from './field-element.tsx';
import { SurfaceContext } from './surface.ts';
import { ValuesContext } from './values.ts';

/** An interactive element beside a text or in a row: a press or a change goes to the bot at once. */
export const ControlElement = ({
  blockId,
  element,
  label,
}: {
  blockId: string;
  element: Element;
  label: string | undefined;
}) => {
  const use = useContext(SurfaceContext);
  const values = useContext(ValuesContext);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<{ about: ConfirmationDialog; onYes(): void }>();
  const actionId = element.action_id ?? '';

  const send = async (value?: Value, url?: string) => {
    setBusy(true);
    await use(blockId, actionId, value, url);
    setBusy(false);
  };
  const confirmed = (value?: Value, url?: string) => {
    const about = 'confirm' in element ? element.confirm : undefined;
    if (about) setAsking({ about, onYes: () => void send(value, url) });
    else void send(value, url);
  };
  return (
    <>
      {element.type === 'button' && <PressButton button={element} busy={busy} onPress={confirmed} />}
      {element.type === 'overflow' && <OverflowMenu overflow={element} busy={busy} onPick={confirmed} />}
      {element.type !== 'button' && element.type !== 'overflow' && (
        <FieldElement
          element={element}
          value={values(blockId, actionId) ?? ({} as ValueShown)}
          label={label ?? names[element.type] ?? 'Choose'}
          onChange={confirmed}
        />
      )}
      {asking && <ConfirmDialog {...asking} onClose={() => setAsking(undefined)} />}
    </>
  );
};

const names: Partial<Record<Element['type'], string>> = {
  datepicker: 'Date',
  timepicker: 'Time',
  users_select: 'Person',
  multi_users_select: 'People',
};

const PressButton = ({
  button,
  busy,
  onPress,
}: {
  button: Button;
  busy: boolean;
  onPress(value: undefined, url?: string): void;
}) => (
  <button
    type="button"
    className={`button ${button.style ?? ''}`}
    data-action={button.action_id}
    aria-busy={busy}
    aria-label={button.accessibility_label}
    onClick={() => {
      if (!busy) onPress(undefined, button.url);
    }}
  >
    {button.text.text}
  </button>
);

const OverflowMenu = ({
  overflow,
  busy,
  onPick,
}: {
  overflow: Overflow;
  busy: boolean;
  onPick(value: Value, url?: string): void;
}) => (
  <Menu
    label="More actions"
    busy={busy}
    items={overflow.options.map(({ text, value = '', url }) => ({
      key: value,
      label: text.text,
      onPick: () => onPick({ option: value }, url),
    }))}
  />
);
