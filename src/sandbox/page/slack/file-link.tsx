import { FileIcon } from '../icons.tsx';
import type { FileShown } from '../slack-protocol.ts';

/** A file below a message, to be downloaded. */
export const FileLink = ({ file: { id, name, title, bytes } }: { file: FileShown }) => (
  <a className="file" href={`/file/${id}`} download={name}>
    <FileIcon />
    <span>
      <strong>{title}</strong>
      <span className="muted">
        {name} · {sizeOf(bytes)}
      </span>
    </span>
  </a>
);

const sizeOf = (bytes: number): string =>
  bytes < 1_000 ? `${bytes} bytes` : `${(bytes / 1_000).toFixed(1)} kB`;
