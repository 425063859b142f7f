/** What the buttons of some cards do (`messages/interaction.ts`); a link says so by its title alone. */
export const verbsInCards = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(verbsInCards);
  if (typeof value !== 'object' || value === null) return [];
  const { does, type, title } = value as Record<string, unknown>;
  const verb = typeof does === 'string' ? [does.split(':')[0] ?? ''] : [];
  const link = type === 'Action.OpenUrl' && title === 'Join' ? ['join'] : [];
  return [...verb, ...link, ...Object.values(value).flatMap(verbsInCards)];
};
