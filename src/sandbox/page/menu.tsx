import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';

export type MenuItem = { key: string; label: string; onPick(): void };

/** A button with entries: below it, or above it where it stands at the foot of the page. */
export const Menu = ({
  label,
  items,
  busy = false,
  sign = '⋯',
  above = false,
}: {
  label: string;
  items: MenuItem[];
  busy?: boolean;
  sign?: string;
  above?: boolean;
}) => {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    <span className={`menu ${above ? 'above' : ''}`}>
      <button
        ref={opener}
        type="button"
        className="button icon"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-busy={busy}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {sign}
      </button>
      {open && (
        <MenuList
          id={id}
          label={label}
          items={items}
          opener={opener.current}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  );
};

/** The entries of a menu: arrow keys move, Escape and a click elsewhere close. */
export const MenuList = ({
  id,
  label,
  items,
  opener,
  onClose,
}: {
  id?: string;
  label: string;
  items: readonly MenuItem[];
  /** Has opened it, and gets the focus back. */
  opener: HTMLElement | null;
  onClose(): void;
}) => {
  const list = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' });
    list.current?.querySelector('button')?.focus();
    const leave = ({ target }: Event) => {
      const inside = list.current?.contains(target as Node) || opener?.contains(target as Node);
      if (!inside) onClose();
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, []);

  const close = () => {
    onClose();
    opener?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const goTo = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (goTo !== undefined) buttons[(goTo + buttons.length) % buttons.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={list}
      id={id}
      role="menu"
      aria-label={label}
      className="menu-list"
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {items.map(({ key, label: text, onPick }) => (
        <button
          key={key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            close();
            onPick();
          }}
        >
          {text}
        </button>
      ))}
    </div>
  );
};
