import { editDistance } from '../texts/edit-distance.ts';

/** The words behind `/microtraining`. */
export const commands = ['schedule', 'list', 'start', 'settings', 'privacy', 'help'] as const;
export type Command = (typeof commands)[number];

/** What people type out of habit, from other bots and in other languages, for each of them. */
const habits: Readonly<Record<Command, string>> = {
  schedule:
    'plan planen plane plans planning new add create book series session neu anlegen erstellen termin planifier ' +
    'nouveau planificar programar nuevo pianifica plannen',
  // Everything that is done to what is planned is done there.
  list:
    'ls show all next upcoming agenda calendar overview stop cancel delete remove rm end pause resume move skip edit ' +
    'change copy reschedule liste zeige absagen löschen verschieben beenden abbrechen ändern voir annuler supprimer ' +
    'lista ver cancelar borrar elenco annulla',
  start:
    'begin run go now launch starten los beginnen jetzt démarrer commencer empezar iniciar comenzar inizia',
  settings:
    'config configure configuration setup set options preferences prefs einstellungen optionen paramètres ajustes',
  privacy:
    'private data gdpr dsgvo datenschutz daten export forget me erase rgpd confidentialité privacidad datos',
  help: '? ?? man info about usage commands hi hello hey hallo hilfe aide ayuda aiuto hulp -h --help',
};

const meant = new Map(
  commands.flatMap((command) => habits[command].split(' ').map((habit) => [habit, command] as const)),
);

/** Longer words are nobody's slip. */
const mostChars = 20;
/** One slip in so many letters. */
const lettersASlip = 3;
const shortestBeginning = 3;

/** The command that somebody may have meant by a word that is none; undefined where nobody could tell. */
export const nearestCommand = (typed: string): Command | undefined => {
  const word = typed
    .toLowerCase()
    .replace(/^\/+/, '')
    .replace(/[!.,:;]+$/, '');
  if (word === '' || word.length > mostChars) return undefined;
  const begun = word.length >= shortestBeginning && commands.find((command) => command.startsWith(word));
  return meant.get(word) ?? (begun || fewestSlips(word));
};

const fewestSlips = (word: string): Command | undefined => {
  const [nearest] = commands
    .map((command) => ({ command, slips: editDistance(word, command) }))
    .filter(({ command, slips }) => slips <= Math.max(command.length, word.length) / lettersASlip)
    .toSorted((one, other) => one.slips - other.slips);
  return nearest?.command ?? [...meant].find(([habit]) => isOneSlip(word, habit))?.[1];
};

/** In a short word one slip makes another word. */
const isOneSlip = (word: string, habit: string): boolean =>
  habit.length > shortestBeginning && editDistance(word, habit) === 1;
