// Runs textlint over every page: no sentence is longer than 25 words, and no word is on the list of refused ones.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextlintKernel, TextlintKernelDescriptor } from '@textlint/kernel';
import markdownPlugin from '@textlint/textlint-plugin-markdown';
import maxWordCount from 'textlint-rule-en-max-word-count';
import { projectFiles } from './files.mjs';
import refusedWords from './refused-words.mjs';

export const MOST_WORDS = 25;

const descriptor = new TextlintKernelDescriptor({
  rules: [
    { ruleId: 'sentence', rule: byDefault(maxWordCount), options: { max: MOST_WORDS } },
    { ruleId: 'word', rule: refusedWords },
  ],
  plugins: [{ pluginId: 'markdown', plugin: byDefault(markdownPlugin), options: { extensions: ['.md'] } }],
  filterRules: [],
});

/** Returns the faults that textlint finds in the text of a page. */
export async function faultsOfText(text, filePath = 'page.md') {
  const { messages } = await new TextlintKernel()
    .lintText(text, { ext: '.md', filePath, ...descriptor.toKernelOptions() });
  return messages.map(({ ruleId, message, loc }) => ({ rule: ruleId, line: loc.start.line, message }));
}

/** Returns a CommonJS package's default export, which Node.js hands out one level deeper. */
function byDefault(module) {
  return module.default ?? module;
}

if (import.meta.filename === process.argv[1]) {
  const root = process.argv[2] ?? '../..';
  for (const file of projectFiles(root).filter((name) => name.endsWith('.md'))) {
    for (const { line, message } of await faultsOfText(readFileSync(join(root, file), 'utf8'), file)) {
      console.error(`${file}:${line}: ${message}`);
      process.exitCode = 1;
    }
  }
}
