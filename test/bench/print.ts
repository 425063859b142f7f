import { aligned } from './aligned.ts';
import { aims, type Figures } from './figures.ts';

const bare = 'a bare WebClient loop';
const ackOnly = 'a Bolt app that only acknowledges';

/** The figures as a table for people, each beside what it is compared with or aims at. */
export const describeFigures = (figures: Figures, isQuick: boolean): string =>
  [
    ...(isQuick ? ['Quick: the numbers are small, so the figures are for a look only.', ''] : []),
    ...aligned(rowsOf(figures), [1]),
    ...peerRows(figures),
  ].join('\n');

const rowsOf = (figures: Figures): Row[] => [
  ...herdRows(figures),
  ...answerRows(figures),
  ...scaleRows(figures),
  ...memoryRows(figures),
];

type Row = readonly [what: string, figure: string, beside: string];

const herdRows = ({ herd }: Figures): Row[] =>
  herd
    ? [
        [
          `${count(herd.posts)} sessions due at one instant`,
          `${herd.seconds} s`,
          `${bare}, same platform, posts and concurrency: ${herd.baselineSeconds} s`,
        ],
        ['  ratio', `${herd.ratio}`, `aim: at most ${aims.herdRatio}`],
      ]
    : [];

const answerRows = ({ answers }: Figures): Row[] =>
  answers
    ? [
        [
          'answers, closed loop',
          `${count(answers.perSecond)}/s`,
          `${ackOnly}: ${count(answers.baselinePerSecond)}/s`,
        ],
        ['  ratio', `${answers.ratio}`, `aim: at least ${aims.answersRatio}`],
        [
          `answers, open loop at ${count(answers.openLoopPerSecond)}/s, p99`,
          `${count(answers.p99Ms)} ms`,
          `aim: at most ${aims.answersP99Ms} ms`,
        ],
        ['  confirmed and not stored', `${answers.lost}`, `honestly refused: ${count(answers.refused)}`],
      ]
    : [];

const scaleRows = ({ scale }: Figures): Row[] =>
  scale
    ? [
        [
          `claim with ${count(scale.futureRows)} rows of the future, p99`,
          `${scale.claimP99Ms} ms`,
          `aim: under ${aims.claimP99Ms} ms`,
        ],
        [
          `report of a series among ${count(scale.answers)} answers, p95`,
          `${scale.reportMs} ms`,
          `aim: under ${aims.reportMs} ms; the query that a report will need`,
        ],
      ]
    : [];

const memoryRows = ({ memory = [] }: Figures): Row[] =>
  memory.map(({ planned, rssMb }) => [`memory with ${count(planned)} planned sessions`, `${rssMb} MB`, '']);

const peerRows = ({ peers = [] }: Figures): string[] =>
  peers.length === 0
    ? []
    : [
        '',
        `The same posts as timed jobs; then ${count(peers[0]!.killed)} of them with the process killed (-9) again and again:`,
        ...aligned(
          [
            ['', 'at one instant', 'late, p99', 'lost', 'doubled'],
            ...peers.map(({ name, perSecond, p99LatenessMs, lost, doubled }) => [
              name,
              `${count(perSecond)}/s`,
              `${count(p99LatenessMs)} ms`,
              `${lost}`,
              `${doubled}`,
            ]),
          ],
          [1, 2, 3, 4],
        ),
      ];

const count = (number: number): string => number.toLocaleString('en');
