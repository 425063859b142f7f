import type { OpenView } from './control.ts';
import { elementsIn, pressablesIn } from './elements.ts';
import { readableValue } from './field-values.ts';
import type { Reader } from './plain-mrkdwn.ts';
import { plainBlocks } from './plain-text.ts';
import type { StoredView } from './views.ts';

/** A view as it stands on the reader's screen. */
export function openView(view: StoredView, reader: Reader): OpenView {
  const { payload, values, errors } = view;
  return {
    id: view.id,
    callbackId: payload.callback_id,
    externalId: payload.external_id,
    privateMetadata: payload.private_metadata,
    title: payload.title?.text ?? '',
    submit: payload.type === 'modal' ? payload.submit?.text : undefined,
    close: payload.type === 'modal' ? (payload.close?.text ?? 'Cancel') : undefined,
    blocks: payload.blocks,
    text: plainBlocks(payload.blocks, reader, { values, errors }),
    values: readableValues(view, reader),
    state: values.toState(),
    errors,
    buttons: pressablesIn(payload.blocks).map(({ label }) => label),
  };
}

function readableValues({ payload, values }: StoredView, reader: Reader): OpenView['values'] {
  return Object.fromEntries(
    elementsIn(payload.blocks).flatMap(({ blockId, actionId, names }) => {
      const value = values.get(blockId, actionId);
      return value ? [[names[0], readableValue(value, reader.nameOf)]] : [];
    }),
  );
}
