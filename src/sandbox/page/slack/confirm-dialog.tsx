import type { ConfirmationDialog } from '@slack/types';
import { Dialog } from '../dialog.tsx';

/** The question that Slack itself asks before a press counts. */
export const ConfirmDialog = ({
  about,
  onYes,
  onClose,
}: {
  about: ConfirmationDialog;
  onYes(): void;
  onClose(): void;
}) => (
  <Dialog title={about.title?.text ?? 'Are you sure?'} onClose={onClose}>
    <div className="dialog-body">
      <p>{about.text.text}</p>
    </div>
    <div className="dialog-foot">
      <button type="button" className="button" onClick={onClose}>
        {about.deny?.text ?? 'Cancel'}
      </button>
      <button
        type="button"
        className={`button ${about.style ?? 'primary'}`}
        onClick={() => {
          onClose();
          onYes();
        }}
      >
        {about.confirm?.text ?? 'Yes'}
      </button>
    </div>
  </Dialog>
);
