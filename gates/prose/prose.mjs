// Checks the lines, the links and the named tests of every page, the prose of every Java source, and the
// words of API texts, contracts and settings.
//   node prose.mjs ROOT            prints each fault as path:line: message, and ends with 1 if there is one
//   node prose.mjs ROOT --count    prints how many faults each module has, by rule
// A module in backlog.json may still have the number of faults that stands there, and none more: rewriting lowers it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { againstBacklog } from './backlog.mjs';
import { evidence } from './evidence.mjs';
import { projectFiles } from './files.mjs';
import { faultsOfJava } from './java.mjs';
import { faultsOfPage } from './markdown.mjs';
import { faultsOfTexts, holdsTexts } from './texts.mjs';

const [root = '../..', mode = ''] = process.argv.slice(2);
const files = projectFiles(root);
const missingTests = evidence(root, files);
const faults = files.flatMap((file) => {
  if (file.endsWith('.md')) {
    return [...faultsOfPage(root, file), ...missingTests(file)].map((fault) => ({ file, ...fault }));
  }
  if (file.endsWith('.java')) {
    return faultsOfJava(readFileSync(join(root, file), 'utf8')).map((fault) => ({ file, ...fault }));
  }
  if (holdsTexts(file)) {
    return faultsOfTexts(readFileSync(join(root, file), 'utf8')).map((fault) => ({ file, ...fault }));
  }
  return [];
});

if (mode === '--count') {
  console.table(counts(faults));
} else {
  const backlog = JSON.parse(readFileSync(new URL('backlog.json', import.meta.url), 'utf8'));
  const { refused, stale } = againstBacklog(faults.map((fault) => ({ ...fault, module: moduleOf(fault.file) })), backlog);
  for (const { file, line, message } of refused) console.error(`${file}:${line}: ${message}`);
  for (const { module, allowed, found } of stale) {
    console.error(`gates/prose/backlog.json: ${module} has ${found} faults left (expected: ${allowed}); lower the number`);
  }
  console.log(`${files.length} files, ${refused.length} faults refused, ${faults.length - refused.length} in the backlog`);
  process.exitCode = refused.length + stale.length === 0 ? 0 : 1;
}

function counts(found) {
  const modules = {};
  for (const { file, rule } of found) {
    const module = moduleOf(file);
    modules[module] ??= { opener: 0, word: 0, line: 0, link: 0 };
    modules[module][rule] += 1;
  }
  return modules;
}

function moduleOf(file) {
  if (file.endsWith('.md')) return 'pages';
  if (file.includes('/src/')) return file.slice(0, file.indexOf('/src/'));
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
}
