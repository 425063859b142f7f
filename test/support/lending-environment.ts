import { TestEnvironment } from 'jest-environment-node';
import { createLender, type LendDatabase } from './lend-database.ts';

declare global {
  /** Of the process that runs the tests, whereas the module of a test lives as long as its file. */
  var lendDatabase: LendDatabase;
}

const lend = createLender();

/** Node's environment, in which files of tests that one process runs lend each other the embedded PostgreSQL. */
export default class LendingEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.lendDatabase = lend;
  }
}
