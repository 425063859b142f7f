import { describe, expect, test } from '@jest/globals';
import { isVerb } from '../../../src/messages/interaction.ts';
import {
  type ChannelRights,
  type Deed,
  deedOf,
  dependsOnChannel,
  mayBeLead,
  type RightsRefusal,
  type Role,
  refusalOf,
} from '../../../src/use-cases/rights.ts';

const open: ChannelRights = { planners: 'members', leads: [], outsiders: false };
const leadsOnly: ChannelRights = { planners: 'leads', leads: ['U-LEAD'], outsiders: false };
const shared: ChannelRights = { planners: 'members', leads: [], outsiders: true };

/** product.md, "Who may do what", cell by cell; nobody in it is refused for not being in the channel. */
const cells: [who: string, role: Role, rights: ChannelRights, Record<Deed, RightsRefusal | 'yes'>][] = [
  ['a member', 'member', open, { plan: 'yes', lead: 'yes', answer: 'yes', read: 'yes', own: 'yes' }],
  [
    'a member where leads alone plan',
    'member',
    leadsOnly,
    { plan: 'leads-only', lead: 'yes', answer: 'yes', read: 'yes', own: 'yes' },
  ],
  ['an admin', 'admin', open, { plan: 'yes', lead: 'yes', answer: 'yes', read: 'yes', own: 'yes' }],
  [
    'an admin where leads alone plan',
    'admin',
    leadsOnly,
    { plan: 'yes', lead: 'yes', answer: 'yes', read: 'yes', own: 'yes' },
  ],
  ['a guest', 'guest', open, { plan: 'guest', lead: 'guest', answer: 'yes', read: 'yes', own: 'yes' }],
  [
    'somebody of another organisation',
    'outsider',
    open,
    { plan: 'outsider', lead: 'outsider', answer: 'outsider', read: 'outsider', own: 'yes' },
  ],
  [
    'somebody of another organisation where they may take part',
    'outsider',
    shared,
    { plan: 'outsider', lead: 'outsider', answer: 'yes', read: 'yes', own: 'yes' },
  ],
  [
    'an account that was switched off',
    'nobody',
    shared,
    { plan: 'nobody', lead: 'nobody', answer: 'nobody', read: 'nobody', own: 'nobody' },
  ],
];

describe.each(cells)('%s', (_who, role, rights, row) => {
  test.each(Object.entries(row) as [Deed, RightsRefusal | 'yes'][])('%s: %s', (deed, expected) => {
    expect(refusalOf(deed, { memberId: 'U-SOMEBODY', role }, rights) ?? 'yes').toBe(expected);
  });
});

test('what a channel decided is asked for wherever it makes a difference', () => {
  const roles: Role[] = ['admin', 'member', 'guest', 'outsider', 'nobody'];
  const deeds = Object.keys(cells[0]![3]) as Deed[];
  for (const role of roles) {
    for (const deed of deeds.filter((one) => !dependsOnChannel(one, role))) {
      const answers = [open, leadsOnly, shared].map((rights) =>
        refusalOf(deed, { memberId: 'U-LEAD', role }, rights),
      );
      expect(new Set(answers).size).toBe(1);
    }
  }
});

test('a named lead plans where leads alone may', () => {
  expect(refusalOf('plan', { memberId: 'U-LEAD', role: 'member' }, leadsOnly)).toBeUndefined();
});

test('a guest who is named as a lead does not', () => {
  expect(refusalOf('plan', { memberId: 'U-LEAD', role: 'guest' }, leadsOnly)).toBe('guest');
});

test('only members and admins can be made leads', () => {
  const roles: Role[] = ['admin', 'member', 'guest', 'outsider', 'nobody'];
  expect(roles.filter(mayBeLead)).toEqual(['admin', 'member']);
});

test('every press and every form has its right', () => {
  expect(Object.keys(deedOf).filter((verb) => !isVerb(verb))).toEqual([]);
});
