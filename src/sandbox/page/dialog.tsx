import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';

const focusable =
  'button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), a[href], [tabindex="0"]';

/**
 * A form over one person's screen: the focus goes in, stays in, and returns to where it was.
 * @param onBack leads to the form below, if there is one
 */
export const Dialog = ({
  title,
  onClose,
  onBack,
  content,
  children,
}: {
  title: string;
  onClose(): void;
  onBack?: (() => void) | undefined;
  /** Names what stands in it; another name is another form in the same place. */
  content?: string;
  children: ReactNode;
}) => {
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const lastAction = useRef('');

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const screen = panel.current?.closest<HTMLElement>('.screen');
    return () => {
      // The button that opened it may be gone with an edit of its message.
      const back = before?.isConnected && before !== document.body ? before : screen;
      back?.focus();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each form in the stack begins at its first field
  useEffect(() => {
    const first =
      panel.current?.querySelector<HTMLElement>('[data-focus="first"]') ??
      panel.current?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea, button)') ??
      panel.current;
    first?.focus();
  }, [content]);

  // A field that the bot draws anew takes the focus with it; whoever stands in its place gets it back.
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    const same = panel.current?.querySelector<HTMLElement>(
      `[data-action="${CSS.escape(lastAction.current)}"]`,
    );
    (same ?? panel.current)?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      (onBack ?? onClose)();
    }
    if (event.key !== 'Tab') return;
    const all = [...(panel.current?.querySelectorAll<HTMLElement>(focusable) ?? [])].filter(
      (one) => one.offsetParent !== null && one.tabIndex >= 0,
    );
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = event.shiftKey
      ? at <= 0
        ? all.length - 1
        : undefined
      : at === all.length - 1
        ? 0
        : undefined;
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  };
  return (
    <div className="shade">
      <div
        ref={panel}
        className="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          lastAction.current = (target as HTMLElement).dataset.action ?? '';
        }}
      >
        <div className="dialog-head">
          {onBack && (
            <button type="button" className="button icon plain" aria-label="Back" onClick={onBack}>
              ‹
            </button>
          )}
          <h2 id={id}>{title}</h2>
          <button type="button" className="button icon plain" aria-label="Close" onClick={onClose}>
            ×
          </button>
        </div>
        {children}
      </div>
    </div>
  );
};
