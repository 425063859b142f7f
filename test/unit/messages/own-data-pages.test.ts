import { describe, expect, test } from '@jest/globals';
import type { Form } from '../../../src/messages/form.ts';
import type { OwnData } from '../../../src/messages/own-data.ts';
import { writeOwnData } from '../../../src/messages/own-data-file.ts';
import { ownDataForm, ownDataTextForm } from '../../../src/messages/own-data-pages.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { at } from '../../support/build-session.ts';
import { muchOf, ownDataOf } from '../../support/gallery/own-data.ts';
import { typicalSample } from '../../support/gallery/sample.ts';

const much = muchOf(ownDataOf(typicalSample));

/** Whether a form has a button of that label. */
const has = (form: Form, label: string): boolean =>
  form.parts.some((part) => part.kind === 'actions' && part.buttons.some((button) => button.label === label));

/** All pages of a form, as one goes on from the first. */
const pagesOf = (show: (page: number) => Form): Form[] => {
  const pages = [show(1)];
  while (has(pages.at(-1)!, texts.privacy.buttons.later)) pages.push(show(pages.length + 1));
  return pages;
};

const itemsIn = (form: Form): string[] =>
  form.parts.flatMap((part) => (part.kind === 'list' ? part.items.map((item) => item.join('')) : []));
const codeIn = (form: Form): string =>
  form.parts.map((part) => (part.kind === 'code' ? part.text : '')).join('');

describe('Everything that is stored about somebody', () => {
  const show = (data: OwnData) => pagesOf((page) => ownDataForm(texts, data, page));

  test('stands on one of the pages, once', () => {
    const pages = show(much);
    expect(pages.length).toBeGreaterThan(5);
    const { member, contact, sessions, answers, questions, known, led, history, signUps, series } = much;
    const { drafts, leadIn, messages } = much;
    const stored = [
      sessions,
      answers,
      questions,
      known,
      led,
      history,
      signUps,
      series,
      drafts,
      leadIn,
      messages,
    ];
    expect(pages.flatMap(itemsIn)).toHaveLength(
      (member ? 1 : 0) + (contact ? 1 : 0) + stored.reduce((sum, { length }) => sum + length, 0),
    );
  });

  test('can be turned back to the first page', () => {
    const pages = show(much);
    expect(pages.map((page) => has(page, texts.privacy.buttons.earlier))).toEqual(
      pages.map((_, index) => index > 0),
    );
  });

  test('needs no turning where it is little', () => {
    expect(show(ownDataOf(typicalSample))).toHaveLength(1);
  });

  test('stands below its session, in the order of the sessions', () => {
    const data = ownDataOf(typicalSample);
    const [answer] = data.answers;
    const earlier = {
      ...answer!,
      session: { ...answer!.session, id: 'x', title: 'Before', startsAt: at('8:00') },
    };
    const [page] = show({ ...data, answers: [...data.answers, earlier] });
    const headings = page!.parts.flatMap((part) =>
      part.kind === 'text' ? [JSON.stringify(part.lines)] : [],
    );
    const of = (title: string) => headings.findIndex((heading) => heading.includes(title));
    expect(of('Before')).toBeGreaterThanOrEqual(0);
    expect(of('Before')).toBeLessThan(of('Spot the phish'));
  });
});

describe('The text of the export', () => {
  const why = texts.privacy.export.noFiles();
  const show = (json: string) => pagesOf((page) => ownDataTextForm(texts, why, json, page));

  test('is whole when its parts are put together', () => {
    const json = writeOwnData(much, at('11:00'));
    const pages = show(json);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.map(codeIn).join('')).toBe(json);
  });

  test('is parted within a long line, but not within a letter', () => {
    const json = JSON.stringify('🐟'.repeat(9_000));
    const pages = show(json);
    expect(pages.map(codeIn).join('')).toBe(json);
    for (const page of pages) {
      for (const part of page.parts) if (part.kind === 'code') expect(part.text.isWellFormed()).toBe(true);
    }
  });
});
