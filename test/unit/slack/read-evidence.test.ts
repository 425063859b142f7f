import { describe, expect, test } from '@jest/globals';
import type { BlockAction } from '@slack/bolt';
import { keyBlockId } from '../../../src/slack/message-key.ts';
import { evidenceOfEvent, evidenceOfPress } from '../../../src/slack/read-evidence.ts';

const ts = '1796115600.250000';
const blocks = [{ type: 'actions', block_id: keyBlockId('k1') }];
const press = (parts: object) =>
  ({
    channel: { id: 'C1' },
    container: { type: 'message' },
    message: { ts, blocks },
    ...parts,
  }) as unknown as BlockAction;
const told = {
  key: 'k1',
  copy: { reference: { channel: 'C1', ts }, postedAt: new Date('2026-12-01T09:00:00.250Z') },
};

describe('evidence', () => {
  test('is a press in a message that carries a key: it stands there, since its time', () => {
    expect(evidenceOfPress(press({}))).toEqual(told);
  });

  test.each<[string, object]>([
    ['a note that one member sees', { container: { type: 'message', is_ephemeral: true } }],
    ['a form', { channel: undefined, message: undefined }],
    ['a message without a key', { message: { ts, blocks: [{ type: 'actions', block_id: 'other' }] } }],
    ['a message without blocks', { message: { ts } }],
  ])('is not a press in %s', (_, parts) => {
    expect(evidenceOfPress(press(parts))).toBeUndefined();
  });

  test('is the event of a message that carries a key, in its blocks or its metadata', () => {
    expect(evidenceOfEvent({ channel: 'C1', ts, blocks })).toEqual(told);
    expect(evidenceOfEvent({ channel: 'C1', ts, metadata: { event_payload: { key: 'k1' } } })).toEqual(told);
    expect(evidenceOfEvent({ channel: 'C1', ts })).toBeUndefined();
  });
});
