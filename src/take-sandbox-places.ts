import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './postgres/error-code.ts';
import { FolderInUseError, lockFolder } from './postgres/folder-lock.ts';
import { startPageServer } from './sandbox/page-server/page-server.ts';
import { readSandboxState } from './sandbox/sandbox-state.ts';

/** It cannot start, for a reason that whoever starts it can mend. */
export class SandboxRefusedError extends Error {
  readonly code = 'sandbox-refused';
}

/**
 * The port and the folder: nobody else may have them.
 * @param undo gets what gives them back
 * @throws SandboxRefusedError where another sandbox or another programme is in the way
 */
export const takeSandboxPlaces = async (
  { port, folder }: { port: number; folder: string },
  undo: (() => unknown)[],
) => {
  mkdirSync(folder, { recursive: true });
  const files = {
    address: join(folder, 'address'),
    state: join(folder, 'state.json'),
    slack: join(folder, 'slack.json'),
    teams: join(folder, 'teams.json'),
    postgres: join(folder, 'postgres'),
    log: join(folder, 'bot.log'),
  };
  const lock = await lockFolder(folder).catch((fault: unknown) => {
    throw fault instanceof FolderInUseError ? alreadyRuns(fault, files.address) : fault;
  });
  undo.push(lock.release);
  const page = await startPageServer(port).catch((fault: unknown) => {
    throw errorCode(fault) === 'EADDRINUSE' ? portTaken(port) : fault;
  });
  undo.push(page.stop);
  writeFileSync(files.address, page.url);
  const isWhole = readSandboxState(files.state) && existsSync(files.slack) && existsSync(files.teams);
  if (!isWhole) putAside(files);
  return { page, files };
};

export type SandboxFiles = Awaited<ReturnType<typeof takeSandboxPlaces>>['files'];

const alreadyRuns = ({ message }: Error, address: string): SandboxRefusedError => {
  const where = existsSync(address) ? `: ${readFileSync(address, 'utf8')}` : '';
  return new SandboxRefusedError(
    `The sandbox runs already${where}\n(${message}.) Open it there, or stop it first.`,
  );
};

const portTaken = (port: number): SandboxRefusedError =>
  new SandboxRefusedError(
    `Port ${port} is taken by another programme. Choose another one: PORT=${port + 1} npm start`,
  );

/** Without all of them there is nothing to go on from. */
const putAside = ({
  state,
  slack,
  teams,
  postgres,
}: Record<'state' | 'slack' | 'teams' | 'postgres', string>): void => {
  for (const path of [state, slack, teams, postgres]) {
    if (!existsSync(path)) continue;
    rmSync(`${path}.old`, { recursive: true, force: true });
    renameSync(path, `${path}.old`);
  }
};
