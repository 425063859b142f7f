import type { InputBlock } from '@slack/types';
import { type FormEvent, useContext, useEffect, useRef, useState } from 'react';
import type { Element } from '../../slack/elements.ts';
import { act } from '../act.ts';
import { Dialog } from '../dialog.tsx';
import { ScreenContext } from '../screen-context.ts';
import type { Typed, Value, ViewShown } from '../slack-protocol.ts';
import { BlockList } from './blocks/block-list.tsx';
import { FieldElement } from './blocks/field-element.tsx';
import { SurfaceContext } from './blocks/surface.ts';
import { ValuesContext } from './blocks/values.ts';

type Props = {
  personId: string;
  /** All forms of this person, the one on top last. */
  stack: readonly ViewShown[];
};

const keyOf = (viewId: string, blockId: string, actionId: string) => [viewId, blockId, actionId].join(' ');

/** The form on top of a person's screen. What is typed stays here until something is done with the form. */
export const FormDialog = ({ personId, stack }: Props) => {
  const { trouble } = useContext(ScreenContext);
  const view = stack.at(-1)!;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const typedHere = (): Typed[] =>
    Object.entries(typed).flatMap(([key, text]) => {
      const [viewId, blockId = '', actionId = ''] = key.split(' ');
      return viewId === view.id ? [{ blockId, actionId, text }] : [];
    });
  const use = async (blockId: string, actionId: string, value: Value = {}) => {
    const element = { on: { view: view.id }, blockId, actionId };
    const done = await act({ on: 'slack', does: 'use', as: personId, element, value, typed: typedHere() });
    if (done.error) trouble(done.error);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    const done = await act({ on: 'slack', does: 'submit', as: personId, typed: typedHere() });
    setSending(false);
    if (done.error) trouble(done.error);
  };
  const close = (all: boolean) => void act({ on: 'slack', does: 'close', as: personId, all });

  const faulty = Object.keys(view.errors).join(' ');
  useEffect(() => {
    if (faulty) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faulty]);

  const draw = (block: InputBlock) => (
    <Input
      block={block}
      view={view}
      text={(actionId) => typed[keyOf(view.id, block.block_id ?? '', actionId)]}
      onType={(actionId, text) =>
        setTyped((all) => ({ ...all, [keyOf(view.id, block.block_id ?? '', actionId)]: text }))
      }
      onUse={use}
    />
  );
  return (
    <Dialog
      key={stack[0]?.id}
      content={view.id}
      title={view.title}
      onClose={() => close(true)}
      onBack={stack.length > 1 ? () => close(false) : undefined}
    >
      <form ref={form} onSubmit={submit} noValidate>
        <div className="dialog-body" key={view.id}>
          <SurfaceContext value={use}>
            <ValuesContext value={(blockId, actionId) => view.values[blockId]?.[actionId]}>
              <BlockList blocks={view.blocks} input={draw} />
            </ValuesContext>
          </SurfaceContext>
        </div>
        <div className="dialog-foot">
          <button type="button" className="button" onClick={() => close(false)}>
            {view.close ?? 'Close'}
          </button>
          {view.submit && (
            <button type="submit" className="button primary" aria-busy={sending}>
              {view.submit}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
};

/** One field with its label, hint and error. */
const Input = ({
  block,
  view,
  text,
  onType,
  onUse,
}: {
  block: InputBlock;
  view: ViewShown;
  text(actionId: string): string | undefined;
  onType(actionId: string, text: string): void;
  onUse(blockId: string, actionId: string, value?: Value): Promise<void>;
}) => {
  const blockId = block.block_id ?? '';
  const element = block.element as Exclude<Element, { type: 'button' | 'overflow' }>;
  const actionId = element.action_id ?? '';
  const id = `${view.id}-${blockId}`.replaceAll(/[^\w-]/g, '-');
  const error = view.errors[blockId];
  const told = view.values[blockId]?.[actionId] ?? {};
  const isText = element.type === 'plain_text_input';
  const isGroup = ['radio_buttons', 'checkboxes', 'multi_users_select'].includes(element.type);
  const label = (
    <>
      {block.label.text}
      {block.optional && <small className="muted"> (optional)</small>}
    </>
  );
  const described =
    [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const field = (
    <FieldElement
      element={element}
      id={id}
      describedBy={described}
      invalid={error !== undefined || undefined}
      value={isText ? { value: text(actionId) ?? told.value } : told}
      onChange={(value) => {
        if (isText) onType(actionId, value.text ?? '');
        else void onUse(blockId, actionId, value);
      }}
      onEnter={
        isText && block.dispatch_action
          ? () => void onUse(blockId, actionId, { text: text(actionId) ?? told.value ?? '' })
          : undefined
      }
    />
  );
  return (
    <>
      {isGroup ? (
        <fieldset>
          <legend>{label}</legend>
          {field}
        </fieldset>
      ) : (
        <>
          <label htmlFor={id}>{label}</label>
          {field}
        </>
      )}
      {block.hint && (
        <p className="hint" id={`${id}-hint`}>
          {block.hint.text}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </>
  );
};
