import { clock } from './calendar.ts';
import type { Line } from './line.ts';

/** A line without any styling, for whatever holds plain text only. */
export const plain = (line: Line): string =>
  line
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('strong' in span) return span.strong;
      if ('emphasis' in span) return span.emphasis;
      if ('call' in span) return '';
      if ('link' in span) return span.link;
      return clock(span.time, span.zone);
    })
    .join('');
