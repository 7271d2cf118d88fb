const both = (name: string) => ({ default: `var(--${name}-text)`, subtle: `var(--${name}-text)` });

const foregroundColors = {
  default: { default: 'var(--text)', subtle: 'var(--text-3)' },
  dark: { default: 'var(--text)', subtle: 'var(--text)' },
  light: { default: 'var(--text-3)', subtle: 'var(--text-3)' },
  accent: both('accent'),
  good: both('good'),
  warning: both('warning'),
  attention: both('attention'),
};

const style = (name: string) => ({ backgroundColor: `var(--${name}-fill)`, borderColor: `var(--${name}-line)`, foregroundColors });
const weights = { lighter: 400, default: 400, bolder: 600 };

/** How cards look. Colours are CSS variables, so that a change of theme needs no new rendering. */
export const hostConfig = {
  fontFamily: 'inherit',
  supportsInteractivity: true,
  fontTypes: {
    default: {
      fontFamily: 'inherit',
      fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
      fontWeights: weights,
    },
    monospace: {
      fontFamily: 'var(--mono)',
      fontSizes: { small: 12, default: 13, medium: 14, large: 16, extraLarge: 20 },
      fontWeights: weights,
    },
  },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: { backgroundColor: 'transparent', borderColor: 'var(--line)', foregroundColors },
    emphasis: style('emphasis'),
    accent: style('accent'),
    good: style('good'),
    warning: style('warning'),
    attention: style('attention'),
  },
  inputs: {
    label: {
      inputSpacing: 'Small',
      requiredInputs: { weight: 'Bolder', size: 'Small', suffix: ' *', suffixColor: 'Attention' },
      optionalInputs: { weight: 'Bolder', size: 'Small' },
    },
    errorMessage: { color: 'Attention', size: 'Small' },
    allowDynamicallyFilteredChoiceSet: false,
  },
  actions: {
    maxActions: 6,
    spacing: 'Large',
    // The gap is the style sheet's: a spacer would indent a wrapped line.
    buttonSpacing: 0,
    actionsOrientation: 'Horizontal',
    actionAlignment: 'Left',
    iconPlacement: 'LeftOfTitle',
    iconSize: 16,
    allowTitleToWrap: false,
    showCard: { actionMode: 'Inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  adaptiveCard: { allowCustomStyle: false },
  table: { cellSpacing: 0 },
  textBlock: { headingLevel: 3 },
  factSet: { title: { isSubtle: true, weight: 'Default', wrap: true, maxWidth: 140 }, value: { wrap: true }, spacing: 16 },
  textStyles: { heading: { size: 'Large', weight: 'Bolder' }, columnHeader: { size: 'Small', weight: 'Bolder', isSubtle: true } },
};
