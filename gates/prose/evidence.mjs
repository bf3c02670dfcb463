import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const NAMED_TEST = /`(\w+(?:Test|IT))(?:#(\w+))?`/gu;

/** Returns a function that finds the tests which a page names and nobody has written. */
export function evidence(root, files) {
  const sources = new Map();
  for (const file of files.filter((name) => name.endsWith('.java') && name.includes('src/test/'))) {
    const test = basename(file, '.java');
    sources.set(test, `${sources.get(test) ?? ''}${readFileSync(join(root, file), 'utf8')}`);
  }
  return (page) => readFileSync(join(root, page), 'utf8').split('\n').flatMap((text, index) => (
    [...text.matchAll(NAMED_TEST)]
      .filter(([, test, method]) => !sources.has(test)
        || (method !== undefined && !sources.get(test).includes(` ${method}(`)))
      .map(([named]) => ({ line: index + 1, rule: 'link', message: `${named}: there is no such test` }))));
}
