import type { ReactNode } from 'react';

/** One place in the sidebar. */
export const PlaceLink = ({
  sign,
  name,
  here,
  unread: { bold, calls } = { bold: false, calls: 0 },
  onGo,
}: {
  sign: ReactNode;
  name: string;
  here: boolean;
  unread?: { bold: boolean; calls: number };
  onGo(): void;
}) => (
  <li>
    <button
      type="button"
      className={`place ${bold ? 'unread' : ''}`}
      aria-current={here ? 'page' : undefined}
      onClick={onGo}
    >
      <span className="sign">{sign}</span>
      <span className="name">{name}</span>
      {calls > 0 && (
        <span className="count">
          {calls}
          <span className="unseen"> notifications</span>
        </span>
      )}
      {bold && calls === 0 && <span className="unseen">unread</span>}
    </button>
  </li>
);
