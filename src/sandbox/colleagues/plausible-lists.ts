/** What colleagues may write in an exercise, by the id of the ready session; each entry is one person's list. */
export const plausibleLists: Readonly<Record<string, readonly string[]>> = {
  'spot-the-phish': [
    'zero instead of o in micros0ft\nstrange domain\n"Hello user"\nhurry',
    'link goes to verify-mail.net\nasks for the password',
    "sender isn't us\ndeadline\nno name\npassword\nlink",
    'bad style, hurry',
    'two hours is no deadline IT would set\nthe link starts right and ends wrong',
    'I only ever looked at the logo',
  ],
  'why-us': [
    'how do I know that an invoice is really theirs?\nwhat happens when I report a mail?',
    'can a mail harm me if I only open it?\nwho looks at the reports?',
    'which of our suppliers were copied before?\nis a code by text message safe?',
    'what do I do on the phone, where I cannot hover?',
    'why do such mails come on Mondays?\nhow did they get my name?',
  ],
  'what-happened-here': [
    'at the junk folder: I would have asked the sender',
    'at the empty sheet: calling IT at once, even if it looks like nothing',
    '"please open and view it" is no reason, I would have left it closed',
    'at the name of the job site: we do not use one',
    'at the empty sheet. Easier with a number on the screen.',
  ],
  'i-clicked-what-now': [
    'minute 1: phone out, new password\nminute 2: call IT\nminute 3: write down what I saw',
    'minute 1: close the page\nminute 2: change the password from the phone\nminute 3: tell the team',
    'minute 1: call IT\nminute 2: do what they say',
    'minute 1: network off\nminute 2: look for the number\nminute 3: call',
    'minute 1: breathe\nminute 2: password\nminute 3: IT, the number is on my badge',
  ],
  'myth-or-fact-mail': [
    '1 myth: anybody can have a lock\n2 fact\n3 myth: they write better than I do\n4 fact\n5 myth',
    '1 fact\n2 fact\n3 myth\n4 fact: mailboxes get stolen\n5 myth: the code can be asked for',
    '1 myth\n2 fact: the name is only text\n3 fact\n4 myth\n5 fact',
    '2 and 4 are facts, the rest are habits',
  ],
  'what-did-it-change': [
    'the link can say one thing and lead to another\nin the way: no time before noon',
    'password first, then IT\nin the way: nothing really',
    'junk stays junk\nin the way: customers who send files without a word',
    'call the number on file\nin the way: finding that number',
  ],
};

/** For sessions that somebody wrote. */
export const anyLists: readonly string[] = [
  'I would begin with the easiest one\nthen ask who has done it before',
  'what we already do on Fridays\nwhat we never wrote down',
  'one thing to stop\none thing to try',
  'I am not sure, I would look at the last case',
];
