import type { Changes } from '../changes.ts';
import type { Traffic } from '../traffic.ts';
import type { Deliveries } from './deliver.ts';
import type { Events } from './events.ts';
import type { Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { Rates } from './rates.ts';
import type { RequestUrls } from './request-urls.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Sockets } from './socket-mode.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Workspace } from './workspace.ts';

/** The parts of one local Slack, wired in `local-slack.ts`. */
export interface Core {
  /** `http://127.0.0.1:<port>` */
  url: string;
  botToken: string;
  /** Only of an app that may use Socket Mode. */
  appToken: string | undefined;
  /** What the app has been granted. */
  scopes: readonly string[];
  /** Whether the bot gets `message` events. */
  messageEvents: boolean;
  changes: Changes;
  workspace: Workspace;
  views: Views;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  traffic: Traffic;
  faults: Faults;
  files: Files;
  /** Only when rates are enforced. */
  rates: Rates | undefined;
  requestUrls: RequestUrls;
  sockets: Sockets;
  deliveries: Deliveries;
  events: Events;
}
