import type { OwnData, SeriesPlace, SessionPlace } from './own-data.ts';

/** Grows with each change that a reader of the file has to know of. */
const version = 1;

/**
 * Everything that is stored about a member as a JSON text: their own words and what names them, with titles and
 * channel names for orientation. Instants are ISO 8601 in UTC; what does not apply is `null`.
 */
export const writeOwnData = (data: OwnData, exportedAt: Date): string =>
  JSON.stringify(
    {
      schema: 'microtraining/own-data',
      version,
      exportedAt,
      workspace: data.workspace,
      member: { id: data.memberId, name: data.member?.name ?? null, zone: data.member?.zone ?? null },
      contact: data.contact
        ? {
            name: data.contact.name ?? null,
            zone: data.contact.zone ?? null,
            locale: data.contact.locale ?? null,
          }
        : null,
      sessions: data.sessions.map(({ session, joinedAt, leftAt }) => ({
        ...place(session),
        joinedAt,
        leftAt: leftAt ?? null,
      })),
      answers: data.answers.map(({ session, question, value, chosen, late, starred, answeredAt }) => ({
        ...place(session),
        question,
        kind: value.kind,
        option: value.kind === 'choice' ? value.option : null,
        text: value.kind === 'text' ? value.text : (chosen ?? null),
        rating: value.kind === 'rating' ? value.rating : null,
        late,
        inRecap: starred,
        answeredAt,
      })),
      parkedQuestions: data.questions.map(({ session, text, parkedAt }) => ({
        ...place(session),
        text,
        parkedAt,
      })),
      answersToParkedQuestions: data.known.map(({ session, text, named, late, knownAt }) => ({
        ...place(session),
        text,
        named,
        late,
        answeredAt: knownAt,
      })),
      calledFor: data.signUps.map(({ series, choice, chosenAt }) => ({
        ...seriesPlace(series),
        choice,
        chosenAt,
      })),
      drafts: data.drafts.map(({ channelId, channelName, body, savedAt }) => ({
        channel: { id: channelId, name: channelName },
        savedAt,
        draft: body,
      })),
      series: data.series.map(({ series, roles, plannedAt, isOver }) => ({
        ...seriesPlace(series),
        roles,
        plannedAt,
        isOver,
      })),
      ledSessions: data.led.map(({ session, roles, isOver }) => ({ ...place(session), roles, isOver })),
      history: data.history.map(({ session, what, at }) => ({ ...place(session), what, at })),
      leadIn: data.leadIn.map(({ channelId, channelName }) => ({ id: channelId, name: channelName })),
      privateMessages: data.messages.map(({ kind, about, dueAt, postedAt }) => ({
        kind,
        about,
        dueAt,
        postedAt: postedAt ?? null,
      })),
    },
    null,
    2,
  );

/** The name of the file, such as `microtraining-own-data-2026-12-01.json`. */
export const ownDataFileName = (exportedAt: Date): string =>
  `microtraining-own-data-${exportedAt.toISOString().slice(0, 10)}.json`;

const place = ({ id, title, channelId, channelName, startsAt }: SessionPlace) => ({
  session: { id, title, startsAt, channel: { id: channelId, name: channelName } },
});

const seriesPlace = ({ id, title, channelId, channelName }: SeriesPlace) => ({
  series: { id, title, channel: { id: channelId, name: channelName } },
});
