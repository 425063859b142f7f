import { useState } from 'react';

type Trouble = { id: number; text: string; isNotice: boolean };

const shownMs = 12_000;

/** What went wrong on a screen, or what the platform has to say; each for a while. */
export const useTroubles = () => {
  const [all, setAll] = useState<readonly Trouble[]>([]);
  const dismiss = (id: number) => setAll((list) => list.filter((one) => one.id !== id));
  const put = (text: string, isNotice: boolean) => {
    const id = performance.now();
    setAll((list) => [...list.slice(-2), { id, text, isNotice }]);
    setTimeout(() => dismiss(id), shownMs);
  };
  return {
    all,
    dismiss,
    add: (text: string) => put(text, false),
    addNotice: (text: string) => put(text, true),
  };
};

export const Troubles = ({ of: { all, dismiss } }: { of: ReturnType<typeof useTroubles> }) => (
  <div className="troubles" role="alert">
    {all.map(({ id, text, isNotice }) => (
      <p key={id} className={isNotice ? 'notice' : ''}>
        {text}
        <button type="button" className="button icon plain" aria-label="Dismiss" onClick={() => dismiss(id)}>
          ×
        </button>
      </p>
    ))}
  </div>
);
