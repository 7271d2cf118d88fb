/** A pill with a word in it; the colour only repeats what the word says. Clients without Badge show the word in colour. */
export interface Badge {
  readonly text: string;
  readonly style: 'Good' | 'Warning' | 'Attention' | 'Informative' | 'Accent';
  readonly color: 'Good' | 'Warning' | 'Attention' | 'Default' | 'Accent';
}

export type Tone = 'good' | 'warning' | 'attention' | 'accent' | 'plain';

const TONES: Readonly<Record<Tone, Pick<Badge, 'style' | 'color'>>> = {
  good: { style: 'Good', color: 'Good' },
  warning: { style: 'Warning', color: 'Warning' },
  attention: { style: 'Attention', color: 'Attention' },
  accent: { style: 'Accent', color: 'Accent' },
  plain: { style: 'Informative', color: 'Default' },
};

export function badge(text: string, tone: Tone): Badge {
  return { text, ...TONES[tone] };
}
