import { z } from 'zod';
import { commands } from '../messages/commands.ts';
import type { Form } from '../messages/form.ts';
import type { Interaction } from '../messages/interaction.ts';
import type { Context } from '../use-cases/context.ts';
import type { Messenger } from '../use-cases/delivery-ports.ts';
import type { InTime } from '../use-cases/in-time.ts';
import { react } from '../use-cases/react.ts';
import type { Reaction } from '../use-cases/reaction.ts';
import { refuse } from '../use-cases/refuse.ts';
import { runCommand } from '../use-cases/run-command.ts';
import type { Activity } from './activity.ts';
import type { createAnswering } from './answer.ts';
import type { HttpAnswer } from './guarded-request.ts';
import { createQuestionNow } from './question-now.ts';
import { whoPressed } from './read-caller.ts';
import { type Pressed, readPressed } from './read-interaction.ts';

/** An answer, and what is done once it is on its way. */
export type Answered = HttpAnswer & { after?: () => Promise<void> };

/** What a client waits for: presses, dialogs and the action command. */
export type TakeInvoke = (activity: Activity) => Promise<Answered>;

const executeSchema = z.object({ action: z.object({ data: z.unknown().optional() }) });
const dataSchema = z.object({ data: z.unknown().optional() });
const commandSchema = z.object({ commandId: z.string() });

const ok = (body: object): Answered => ({ status: 200, body });

type Parts = {
  context: Context;
  messenger: Messenger;
  answering: ReturnType<typeof createAnswering>;
  inTime: InTime;
};

/** Every invoke does the same: read what was meant, let the use case commit it, answer, do what follows. */
export const createTakeInvoke = ({ context, messenger, answering, inTime }: Parts): TakeInvoke => {
  const { now, newId } = context;
  const questionNow = createQuestionNow(context);

  const decide = (activity: Activity, pressed: Pressed): Promise<Reaction> => {
    const by = whoPressed(activity, pressed, now());
    const { interaction, values } = pressed;
    return inTime({ workspace: by.workspace, does: interaction.do }, (timely) =>
      react(timely, by, interaction, values),
    );
  };

  const follow = (reaction: Reaction): Pick<Answered, 'after'> => {
    const note = reaction.kind === 'done' ? reaction.note : undefined;
    return note ? { after: async () => void (await messenger.post(note.where, note.message, newId())) } : {};
  };

  const execute = async (activity: Activity): Promise<Answered> => {
    const pressed = readPressed(executeSchema.safeParse(activity.value).data?.action.data);
    // A card of an earlier version, or of somebody else's.
    if (!pressed) return ok(await answering.toPress(refuse(context, 'gone')));
    const reaction = await decide(activity, pressed);
    const by = whoPressed(activity, pressed, now());
    const question = reaction.kind === 'note' ? await questionNow(by, pressed.interaction) : [];
    return { ...ok(await answering.toPress(reaction, question)), ...follow(reaction) };
  };

  const fetchDialog = async (activity: Activity): Promise<Answered> => {
    const pressed = readPressed(dataSchema.safeParse(activity.value).data?.data);
    if (!pressed) return ok(await answering.toOpening(refuse(context, 'gone'), { do: 'close' }));
    const reaction = await decide(activity, pressed);
    return { ...ok(await answering.toOpening(reaction, pressed.interaction)), ...follow(reaction) };
  };

  const fetchByCommand = async (activity: Activity): Promise<Answered> => {
    const { commandId } = commandSchema.safeParse(activity.value).data ?? {};
    const word = commands.find((one) => one === commandId);
    if (!word) return { status: 400 };
    const opened: Interaction = word === 'schedule' ? { do: 'open-planning' } : { do: 'command', word };
    const by = whoPressed(activity, { interaction: opened, drawing: undefined }, now());
    const reaction = await inTime({ workspace: by.workspace, command: true }, (timely) =>
      runCommand(timely, by, by.channelId ?? '', word),
    );
    return ok(await answering.toOpening(reaction, opened));
  };

  const submit = async (activity: Activity): Promise<Answered> => {
    const pressed = readPressed(dataSchema.safeParse(activity.value).data?.data);
    if (!pressed) return ok(await answering.toOpening(refuse(context, 'gone'), { do: 'close' }));
    let again: Form | undefined;
    const by = whoPressed(activity, pressed, now());
    const { interaction, values } = pressed;
    const reaction = await inTime({ workspace: by.workspace, does: interaction.do }, async (timely) => {
      const decided = await react(timely, by, interaction, values);
      if (decided.kind === 'faults' || decided.kind === 'note')
        again = await formAgain(timely, activity, pressed);
      return decided;
    });
    return { ...ok(await answering.toForm(reaction, pressed, again)), ...follow(reaction) };
  };

  /** The form that was sent, as it is now. */
  const formAgain = async (
    timely: Context,
    activity: Activity,
    pressed: Pressed,
  ): Promise<Form | undefined> => {
    const draws = pressed.follows ?? pressed.opened;
    // A form without a box has nothing to be filled in again.
    if (!draws || Object.keys(pressed.typed).length === 0) return undefined;
    const by = whoPressed(activity, { interaction: draws, drawing: undefined }, now());
    const drawn = await react(timely, by, draws, pressed.values);
    if (drawn.kind !== 'open' && drawn.kind !== 'update') return undefined;
    // What opened a dialog may open another form by now.
    return drawn.form.does.do === pressed.interaction.do ? drawn.form : undefined;
  };

  return async (activity) => {
    switch (activity.name) {
      case 'adaptiveCard/action':
        return execute(activity);
      case 'task/fetch':
        return fetchDialog(activity);
      case 'composeExtension/fetchTask':
        return fetchByCommand(activity);
      case 'task/submit':
      case 'composeExtension/submitAction':
        return submit(activity);
      default:
        return { status: 400 };
    }
  };
};

/** The delivery key of the message whose button was pressed. */
export const keyPressed = ({ value }: Activity): string | undefined => {
  const data = executeSchema.safeParse(value).data?.action.data ?? dataSchema.safeParse(value).data?.data;
  return readPressed(data)?.key;
};
