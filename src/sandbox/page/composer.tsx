import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Completion } from './completion.ts';

type Props = {
  label: string;
  placeholder: string;
  /** What may be meant by what has been typed so far. */
  complete(typed: string): Completion[];
  /** Stands before the box. */
  before?: ReactNode;
  onSend(text: string): Promise<void>;
};

/** Where one writes: Enter sends, Shift+Enter breaks the line, the list completes. */
export const Composer = ({ label, placeholder, complete, before, onSend }: Props) => {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [closedFor, setClosedFor] = useState<string>();
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const completions = text === closedFor ? [] : complete(text);
  const open = completions.length > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${Math.min(field.current.scrollHeight, 160)}px`;
  }, [text]);

  const change = (next: string) => {
    setText(next);
    setChosen(0);
  };
  const take = (completed: string) => {
    change(completed);
    // After a name something may follow.
    setClosedFor(completed.endsWith(' ') ? undefined : completed);
    field.current?.focus();
  };
  const send = async () => {
    if (text.trim() === '' || sending) return;
    setSending(true);
    setText('');
    setClosedFor(undefined);
    await onSend(text.trim());
    setSending(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((chosen + step + completions.length) % completions.length);
    } else if (open && event.key === 'Escape') setClosedFor(text);
    else if (open && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) {
      const completed = completions[chosen]!.text;
      // What is complete already is sent, not completed once more.
      if (event.key === 'Enter' && completed.trim() === text.trim()) void send();
      else take(completed);
    } else if (event.key === 'Enter' && !event.shiftKey) void send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {open && (
        <div className="completions" role="listbox" id={`${id}-list`} aria-label="Completions">
          {completions.map(({ text: option, does, shown }, index) => (
            <div
              key={option}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onPointerDown={(event) => {
                event.preventDefault();
                take(option);
              }}
            >
              <strong>{shown}</strong> <span className="muted">{does}</span>
            </div>
          ))}
        </div>
      )}
      {before}
      <textarea
        ref={field}
        rows={1}
        value={text}
        placeholder={placeholder}
        aria-label={label}
        aria-haspopup="listbox"
        aria-autocomplete="list"
        aria-controls={open ? `${id}-list` : undefined}
        aria-activedescendant={open ? `${id}-${chosen}` : undefined}
        onChange={({ target }) => change(target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="button primary" disabled={text.trim() === ''} aria-busy={sending}>
        Send
      </button>
    </form>
  );
};
