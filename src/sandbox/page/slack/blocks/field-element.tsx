import type { PlainTextOption, StaticSelect } from '@slack/types';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Element } from '../../../slack/elements.ts';
import { useReader } from '../../reader.ts';
import type { Value, ValueShown } from '../../slack-protocol.ts';

type Field = Exclude<Element, { type: 'button' | 'overflow' }>;

export type FieldProps = {
  element: Field;
  value: ValueShown;
  /** What it is called where no label stands beside it. */
  label?: string | undefined;
  id?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  onChange(value: Value): void;
  /** Enter in a box that tells the bot at once. */
  onEnter?: (() => void) | undefined;
};

/** A field with what stands in it; shows a change before the bot has heard of it. */
export const FieldElement = (props: FieldProps) => {
  const { element, value, label, id, describedBy, invalid } = props;
  const common = {
    id,
    'data-action': element.action_id,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
  };
  switch (element.type) {
    case 'plain_text_input':
      return <TextField {...props} common={common} />;
    case 'static_select':
      return (
        <Picker
          common={common}
          now={value.selected_option?.value ?? ''}
          onPick={(option) => props.onChange({ option })}
          placeholder={element.placeholder?.text}
        >
          {optionsIn(element)}
        </Picker>
      );
    case 'users_select':
      return <PersonPicker {...props} common={common} />;
    case 'datepicker':
      return (
        <WhenField
          type="date"
          common={common}
          now={value.selected_date ?? ''}
          onPick={(date) => props.onChange({ date })}
        />
      );
    case 'timepicker':
      return (
        <WhenField
          type="time"
          common={common}
          now={value.selected_time ?? ''}
          onPick={(time) => props.onChange({ time })}
        />
      );
    case 'multi_users_select':
      return <PeoplePicker {...props} />;
    case 'radio_buttons':
    case 'checkboxes':
      return <Choices {...props} />;
  }
};

type Common = {
  'data-action': string | undefined;
  id: string | undefined;
  'aria-label': string | undefined;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
};

/** What was picked last, until the server says what stands there now. */
const usePicked = (now: string) => {
  const [picked, setPicked] = useState(now);
  useEffect(() => setPicked(now), [now]);
  return [picked, setPicked] as const;
};

const TextField = ({ element, value, common, onChange, onEnter }: FieldProps & { common: Common }) => {
  if (element.type !== 'plain_text_input') return null;
  const shared = {
    ...common,
    className: 'field',
    value: value.value ?? '',
    placeholder: element.placeholder?.text,
    maxLength: element.max_length,
    'data-focus': element.focus_on_load ? 'first' : undefined,
    onChange: ({ target }: { target: { value: string } }) => onChange({ text: target.value }),
  };
  if (element.multiline) return <textarea {...shared} rows={5} />;
  return (
    <input
      {...shared}
      type="text"
      autoComplete="off"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !onEnter) return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
};

const Picker = ({
  common,
  now,
  onPick,
  placeholder,
  children,
}: {
  common: Common;
  now: string;
  onPick(value: string): void;
  placeholder: string | undefined;
  children: ReactNode;
}) => {
  const [picked, setPicked] = usePicked(now);
  return (
    <select
      {...common}
      className="field"
      value={picked}
      onChange={({ target }) => {
        setPicked(target.value);
        onPick(target.value);
      }}
    >
      {now === '' && (
        <option value="" disabled>
          {placeholder ?? 'Choose …'}
        </option>
      )}
      {children}
    </select>
  );
};

const optionsIn = ({ options, option_groups: groups }: StaticSelect) => {
  const draw = (list: readonly PlainTextOption[]) =>
    list.map((option) => (
      <option key={option.value} value={option.value}>
        {option.text.text}
      </option>
    ));
  return groups
    ? groups.map((group) => (
        <optgroup key={group.label.text} label={group.label.text}>
          {draw(group.options as PlainTextOption[])}
        </optgroup>
      ))
    : draw((options ?? []) as PlainTextOption[]);
};

const PersonPicker = ({ element, value, common, onChange }: FieldProps & { common: Common }) => {
  const { people } = useReader();
  return (
    <Picker
      common={common}
      now={value.selected_user ?? ''}
      onPick={(user) => onChange({ user })}
      placeholder={'placeholder' in element ? element.placeholder?.text : undefined}
    >
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Picker>
  );
};

const PeoplePicker = ({ element, value, describedBy, onChange }: FieldProps) => {
  const { people } = useReader();
  const chosen = value.selected_users ?? [];
  const toggle = (id: string) =>
    onChange({ users: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
  return (
    <div className="choices" aria-describedby={describedBy}>
      {people.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            data-action={element.action_id}
            checked={chosen.includes(id)}
            onChange={() => toggle(id)}
          />
          <span>{name}</span>
        </label>
      ))}
    </div>
  );
};

/** Typing a date passes many that nobody means: the bot hears of one when the field is left or rests. */
const restMs = 600;

const WhenField = ({
  type,
  common,
  now,
  onPick,
}: {
  type: 'date' | 'time';
  common: Common;
  now: string;
  onPick(value: string): void;
}) => {
  const [picked, setPicked] = usePicked(now);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = (value: string) => {
    clearTimeout(timer.current);
    if (value !== '' && value !== now) onPick(value);
  };
  return (
    <input
      {...common}
      className="field when"
      type={type}
      value={picked}
      min={type === 'date' ? '2000-01-01' : undefined}
      onChange={({ target }) => {
        setPicked(target.value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => tell(target.value), restMs);
      }}
      onBlur={() => tell(picked)}
    />
  );
};

const Choices = ({ element, value, id, describedBy, onChange }: FieldProps) => {
  const [picked, setPicked] = useState<string[]>();
  const told = value.selected_options?.map((option) => option.value) ?? [value.selected_option?.value ?? ''];
  const key = told.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the server says replaces what was picked
  useEffect(() => setPicked(undefined), [key]);
  if (element.type !== 'radio_buttons' && element.type !== 'checkboxes') return null;
  const many = element.type === 'checkboxes';
  const chosen = picked ?? told;
  const toggle = (option: string) => {
    const next = many
      ? chosen.includes(option)
        ? chosen.filter((one) => one !== option)
        : [...chosen, option].filter((one) => one !== '')
      : [option];
    setPicked(next);
    onChange(many ? { options: next } : { option });
  };
  return (
    <div className="choices" aria-describedby={describedBy}>
      {element.options.map((option) => (
        <label key={option.value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={id}
            data-action={element.action_id}
            checked={chosen.includes(option.value ?? '')}
            onChange={() => toggle(option.value ?? '')}
          />
          <span>
            {option.text.text}
            {option.description && <small>{option.description.text}</small>}
          </span>
        </label>
      ))}
    </div>
  );
};
