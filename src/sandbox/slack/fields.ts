import type { Outcome, Where } from './control.ts';
import type { Core } from './core.ts';
import { type Element, findField, type LocatedElement, optionsOf } from './elements.ts';
import type { FieldValue } from './field-values.ts';
import { sendBlockAction } from './interactions.ts';
import { describeSurface, type Surface, surfacesFor } from './surfaces.ts';
import type { User } from './workspace.ts';

type Change = (element: Element, before: FieldValue | undefined) => FieldValue;

/**
 * Changes a field that the person sees, and tells the bot if the field dispatches.
 * @param change makes the new value from the element and its present value
 * @throws naming the fields that are there
 */
export async function changeField(
  core: Core,
  user: User,
  field: { name: string; types: readonly Element['type'][]; where?: Where | undefined },
  change: Change,
): Promise<Outcome | undefined> {
  const { surface, located } = locate(core, user, field);
  const { blockId, actionId, element } = located;
  const before = surface.kind === 'view' ? surface.values.get(blockId, actionId) : undefined;
  const value = change(element, before);
  if (surface.kind === 'view') {
    surface.values.set(blockId, actionId, value);
    core.changes.announce();
  }
  return located.dispatches ? sendBlockAction(core, user, surface, located, { ...value }) : undefined;
}

/** Picks an option by its text or the beginning of it; a ticked checkbox is unticked. */
export function chooseOption(text: string): Change {
  return (element, before) => {
    const options = optionsOf(element);
    const found =
      options.find((option) => option.text.text === text) ??
      options.find((option) => option.text.text.startsWith(text));
    if (!found) {
      const known = options.map((option) => `"${option.text.text}"`).join(', ');
      throw new Error(`There is no option "${text}", only ${known}`);
    }
    const option = { text: found.text, value: found.value ?? '' };
    if (element.type !== 'checkboxes') return { type: element.type, selected_option: option };
    const ticked = before?.selected_options ?? [];
    const without = ticked.filter(({ value }) => value !== option.value);
    const isTicked = without.length < ticked.length;
    return { type: element.type, selected_options: isTicked ? without : [...ticked, option] };
  };
}

function locate(
  core: Core,
  user: User,
  { name, types, where }: { name: string; types: readonly Element['type'][]; where?: Where | undefined },
): { surface: Surface; located: LocatedElement } {
  const surfaces = surfacesFor(core, user, where);
  const problems: string[] = [];
  for (const surface of surfaces) {
    try {
      return { surface, located: findField(surface.blocks, name, types) };
    } catch (error) {
      problems.push(`${describeSurface(surface)}: ${(error as Error).message}`);
    }
  }
  throw new Error(
    `${user.name} sees no field "${name}". ${problems.slice(0, 3).join('; ') || 'No form is open'}`,
  );
}
