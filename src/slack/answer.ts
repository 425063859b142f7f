import type {
  AckFn,
  BlockAction,
  RespondArguments,
  SlashCommand,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { type Form, noteAsForm } from '../messages/form.ts';
import type { Message } from '../messages/message.ts';
import { plain } from '../texts/plain.ts';
import { inOneRow } from '../texts/words.ts';
import type { Context } from '../use-cases/context.ts';
import type { Messenger } from '../use-cases/delivery-ports.ts';
import type { Reaction } from '../use-cases/reaction.ts';
import type { Viewer } from '../use-cases/show-home.ts';
import { slackErrorOf } from './classify-outcome.ts';
import { SLACK_LIMITS } from './limits.ts';
import { postNote } from './post-note.ts';
import { blockIdOf } from './read-interaction.ts';
import { renderForm } from './render-form.ts';
import { renderMessage } from './render-message.ts';
import type { ShowHome } from './show-home.ts';

const noAddress = () => undefined;

/** Stands in forms that were opened from the Home tab, which is shown anew when they are sent. */
const fromHome = 'home';

/** Shows a reaction to the one who caused it, by the means that Slack has for each kind of cause. */
export const createAnswering = (
  client: WebClient,
  messenger: Messenger,
  showHome: ShowHome,
  { texts, newId }: Context,
) => {
  const view = (form: Form) => renderForm(form, noAddress);
  const asForm = (message: Message) => view(noteAsForm(message, 'Microtraining', texts.forms.close));

  /** A command is answered by a form, or in the acknowledgement itself. */
  const toCommand = async (
    reaction: Reaction,
    command: SlashCommand,
    ack: AckFn<string | RespondArguments>,
  ): Promise<void> => {
    if (reaction.kind === 'open') {
      await client.views.open({ trigger_id: command.trigger_id, view: view(reaction.form) });
    }
    if (reaction.kind !== 'note') return ack();
    await ack({ response_type: 'ephemeral', ...renderMessage(reaction.message, undefined, noAddress) });
  };

  /** A press in a message is answered privately where it was; one in a form, in the form. */
  const toPress = async (reaction: Reaction, body: BlockAction, by: Viewer): Promise<void> => {
    await show(reaction, body, by);
    if (body.view?.type === 'home') await showHome(by);
  };

  const show = async (reaction: Reaction, body: BlockAction, by: Viewer): Promise<void> => {
    switch (reaction.kind) {
      case 'open': {
        const id = await open(body, reaction.form);
        if (reaction.later) await replace(id, await reaction.later());
        return;
      }
      case 'update':
        return update(body, reaction.form);
      case 'note':
        if (!body.view) return noteInPlace(client, body, reaction, by);
        await open(body, noteAsForm(reaction.message, 'Microtraining', texts.forms.close));
        return;
      default:
        return;
    }
  };

  /** @returns the id of what is open now */
  const open = async ({ trigger_id, view: below }: BlockAction, form: Form): Promise<string | undefined> => {
    const shown = view(form);
    // A form on top of one from the Home tab is from there, too.
    const isFromHome = below?.type === 'home' || below?.private_metadata === fromHome;
    const opened = { ...shown, ...(isFromHome && !form.follows && { private_metadata: fromHome }) };
    const opens = below && below.type !== 'home' ? client.views.push : client.views.open;
    return (await opens({ trigger_id, view: opened })).view?.id;
  };

  /** Takes the place of a form that was opened; whoever has closed it meanwhile does not miss it. */
  const replace = async (id: string | undefined, form: Form): Promise<void> => {
    try {
      if (id) await client.views.update({ view_id: id, view: view(form) });
    } catch (fault) {
      if (slackErrorOf(fault) !== 'not_found') throw fault;
    }
  };

  /** Without its hash: of two quick changes the second would be refused, and the form would show the first alone. */
  const update = async ({ view: current }: BlockAction, form: Form): Promise<void> => {
    if (current) await client.views.update({ view_id: current.id, view: view(form) });
  };

  /** A sent form is answered in the acknowledgement; what lies below it, and a note, follow. */
  const toForm = async (
    reaction: Reaction,
    body: ViewSubmitAction,
    by: Viewer,
    ack: AckFn<ViewResponseAction>,
  ): Promise<void> => {
    const { private_metadata } = body.view;
    switch (reaction.kind) {
      case 'faults':
        return ack({ response_action: 'errors', errors: errorsByBlock(reaction.faults, body) });
      case 'update':
        return ack({ response_action: 'update', view: { ...view(reaction.form), private_metadata } });
      case 'open':
        return ack({ response_action: 'push', view: view(reaction.form) });
      case 'note':
        return ack(
          hasFields(body)
            ? {
                response_action: 'errors',
                errors: errorsByBlock({ [anyField]: saidIn(reaction.message) }, body),
              }
            : { response_action: 'update', view: asForm(reaction.message) },
        );
      case 'done': {
        await ack();
        const { below, note } = reaction;
        const parent = body.view.previous_view_id;
        if (below && parent) await client.views.update({ view_id: parent, view: view(below) });
        if (note) await messenger.post(note.where, note.message, newId());
        if (private_metadata === fromHome) await showHome(by);
        return;
      }
      case 'nothing':
        return ack();
    }
  };

  return { toCommand, toPress, toForm };
};

/** A form in which something was typed stays open, whatever is said to it: nothing of it is lost. */
const hasFields = ({ view }: ViewSubmitAction): boolean => view.blocks.some(({ type }) => type === 'input');

/** No form has a field of this name. */
const anyField = '';

const saidIn = ({ blocks }: Message): string =>
  blocks.flatMap((block) => (block.kind === 'text' ? block.lines.map(plain) : [])).join(' ');

/** A fault of a field that the form does not show belongs to its first one. */
const errorsByBlock = (
  faults: Record<string, string>,
  { view }: ViewSubmitAction,
): Record<string, string> => {
  const state = view.state.values;
  const first = view.blocks.find(({ type }) => type === 'input')?.block_id ?? '';
  return Object.fromEntries(
    Object.entries(faults).map(([name, text]) => [
      blockIdOf(state, name) ?? first,
      inOneRow(text, SLACK_LIMITS.input.hintChars),
    ]),
  );
};

/**
 * A note by the click's own `response_url` (5 uses in 30 minutes), which costs no tier: in the place of the note that
 * was pressed, or as a new one, in the thread where the press was.
 */
const noteInPlace = async (
  client: WebClient,
  body: BlockAction,
  { message, replaces, inThread }: Extract<Reaction, { kind: 'note' }>,
  { memberId }: Viewer,
): Promise<void> => {
  const rendered = renderMessage(message, undefined, noAddress);
  const thread = threadOf(body, inThread === true);
  const onNote = body.container.is_ephemeral === true;
  if (!body.response_url) {
    const channel = body.channel?.id;
    if (channel) await client.chat.postEphemeral({ channel, user: memberId, ...rendered });
    return;
  }
  const answer =
    replaces && onNote
      ? { replace_original: true }
      : { replace_original: false, response_type: 'ephemeral', ...(thread && { thread_ts: thread }) };
  await postNote(body.response_url, { ...rendered, ...answer });
};

const threadOf = ({ container, message }: BlockAction, inThread: boolean): string | undefined => {
  const thread = container.thread_ts ?? message?.thread_ts;
  return thread ?? (inThread ? message?.ts : undefined);
};
