import { posix } from 'node:path';
import { parseSync } from '@swc/core';

/** One `import`, `export … from`, dynamic import or imported type. */
export type Import = {
  /** As it is written. */
  from: string;
  /** Erased when it runs: `import type`, `export type`, `import('…')` in a type. */
  typesOnly: boolean;
};

/** What a source file leans on, as far as the rules of the house ask. */
export type SourceFacts = {
  imports: Import[];
  /** Names that it takes from nowhere (`process`, `console`), and what it does with them (`Date.now`, `new Date()`). */
  uses: Set<string>;
  hasDefaultExport: boolean;
  /** It holds nothing but `export … from`. */
  isBarrel: boolean;
};

type Node = { type: string } & Record<string, unknown>;

/** Reads a TypeScript file's facts from its syntax tree, so that words in comments and strings do not count. */
export const readSource = (source: string, tsx = false): SourceFacts => {
  const module = parseSync(source, { syntax: 'typescript', tsx, target: 'es2024' });
  const body = module.body as unknown as Node[];
  const facts: SourceFacts = {
    imports: [],
    uses: new Set(),
    hasDefaultExport: body.some(({ type }) => type.startsWith('ExportDefault')),
    isBarrel: body.length > 0 && body.every((node) => node.type.startsWith('Export') && isNode(node.source)),
  };
  visit(module as unknown as Node, facts);
  return facts;
};

/** The path that a relative import leads to; undefined for packages. */
export const targetOf = (path: string, { from }: Import): string | undefined =>
  from.startsWith('.') ? posix.join(posix.dirname(path), from) : undefined;

/** `@scope/name` or `name`, without a path inside the package. */
export const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Keys under which an identifier is a mere name, not something that is used. */
const nameKeys = new Set(['key', 'property', 'label', 'identifier']);

const visit = (node: Node, facts: SourceFacts): void => {
  noteImport(node, facts);
  noteUse(node, facts);
  for (const [key, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isObject(child) && !isMereName(key, child)) visit(child, facts);
    }
  }
};

/** Some nodes, such as arguments and methods' functions, come wrapped in objects without a type. */
const isObject = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const isMereName = (key: string, { type }: Node): boolean =>
  (type === 'Identifier' && nameKeys.has(key)) || type?.endsWith('Specifier');

const noteImport = (node: Node, { imports }: SourceFacts): void => {
  const isDynamic = node.type === 'CallExpression' && isNode(node.callee) && node.callee.type === 'Import';
  const source = isDynamic ? (node.arguments as { expression: Node }[])[0]?.expression : node.source;
  if (node.type === 'TsImportType') imports.push({ from: textOf(node.argument), typesOnly: true });
  else if (isDynamic || (/^(Import|Export)/.test(node.type) && isNode(source))) {
    imports.push({ from: textOf(source), typesOnly: node.typeOnly === true });
  }
};

/** A specifier that is put together at run time is none that can be checked, and shows as such. */
const textOf = (node: unknown): string =>
  isNode(node) && node.type === 'StringLiteral' ? String(node.value) : '(computed)';

const noteUse = (node: Node, { uses }: SourceFacts): void => {
  if (node.async === true) uses.add('async');
  if (node.type === 'AwaitExpression') uses.add('await');
  if (node.type === 'ForOfStatement' && node.await === true) uses.add('await');
  if (node.type === 'Identifier') uses.add(String(node.value));
  if (node.type === 'MemberExpression' && isNode(node.object) && isNode(node.property)) {
    const { expression } = node.property as { expression?: Node };
    const property = expression ?? node.property;
    if (node.object.type === 'Identifier') uses.add(`${node.object.value}.${property.value}`);
  }
  const isDate = isNode(node.callee) && node.callee.type === 'Identifier' && node.callee.value === 'Date';
  const hasArguments = Array.isArray(node.arguments) && node.arguments.length > 0;
  // `Date()` as a function gives the present, too, whatever it is called with.
  if (isDate && (node.type === 'CallExpression' || !hasArguments)) uses.add('new Date()');
};
