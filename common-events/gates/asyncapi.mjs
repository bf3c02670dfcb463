// Validates an AsyncAPI page with the official parser: no error and no warning, and every schema that it links is there.
import { readFile } from 'node:fs/promises';
import { Parser, fromFile } from '@asyncapi/parser';

/** The parser takes every linked file for YAML. A .proto file is handed to it as one string, as the specification has it. */
const protobuf = {
  schema: 'file',
  order: 1,
  canRead: (uri) => uri.path().endsWith('.proto'),
  read: async (uri) => JSON.stringify(await readFile(uri.path(), 'utf8')),
};
const WARNING = 1;

/** What is wrong with a page, a line each; empty where nothing is. */
export async function faultsOf(page) {
  const parser = new Parser({ __unstable: { resolver: { resolvers: [protobuf] } } });
  const { diagnostics } = await fromFile(parser, page).parse();
  return diagnostics
    .filter(({ severity }) => severity <= WARNING)
    .map(({ message, path, range }) => `${page}:${range.start.line + 1}: ${message} (${path.join('.')})`);
}
