import { HostConfig } from 'adaptivecards/lib/host-config.js';

const both = (colour: string, subtle = colour) => ({ default: colour, subtle });
const colours = {
  default: both('var(--ink)', 'var(--muted)'),
  accent: both('var(--accent)'),
  attention: both('var(--danger)'),
  good: both('var(--accent)'),
  warning: both('var(--call-ink)'),
  dark: both('var(--ink)', 'var(--muted)'),
  light: both('var(--muted)'),
};
const sizes = { small: 13, default: 14, medium: 16, large: 18, extraLarge: 22 };
const weights = { lighter: 300, default: 400, bolder: 650 };

/** How Teams draws cards, in the colours of the page. */
export const hostConfig = new HostConfig({
  supportsInteractivity: true,
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  fontTypes: {
    default: { fontFamily: 'inherit', fontSizes: sizes, fontWeights: weights },
    monospace: { fontFamily: 'ui-monospace, monospace', fontSizes: sizes, fontWeights: weights },
  },
  lineHeights: { small: 19, default: 21, medium: 23, large: 25, extraLarge: 29 },
  containerStyles: {
    default: { backgroundColor: 'var(--card)', foregroundColors: colours },
    emphasis: { backgroundColor: 'var(--code)', foregroundColors: colours },
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', size: 'default', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder', size: 'default' },
    },
    errorMessage: { size: 'small', color: 'attention', weight: 'bolder' },
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
    showCard: { actionMode: 'inline', inlineTopMargin: 8, style: 'emphasis' },
  },
  factSet: {
    title: { weight: 'bolder', size: 'default', wrap: true, maxWidth: 150 },
    value: { size: 'default', wrap: true },
    spacing: 12,
  },
});
