import { parentPort } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { serve } from '../../src/postgres/embedded.ts';

/** Everything that a file of tests may leave behind, in the session and in the database. */
const forget = [
  'discard all',
  `do $$
   declare
     one name;
   begin
     for one in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
       execute format('drop schema %I cascade', one);
     end loop;
     for one in select rolname from pg_roles where rolname !~ '^pg_' and rolname <> current_user loop
       execute format('drop owned by %I', one);
       execute format('drop role %I', one);
     end loop;
   end
   $$`,
  'create schema public authorization pg_database_owner; grant usage on schema public to public',
];

/** Holds an embedded PostgreSQL: tells an address of it, and, asked to forget, another one where it is as new. */
const database = await PGlite.create();
let server = await serve(database);
parentPort?.on('message', async () => {
  await server.stop();
  for (const statement of forget) await database.exec(statement);
  server = await serve(database);
  parentPort?.postMessage(server.connectionString);
});
parentPort?.postMessage(server.connectionString);
