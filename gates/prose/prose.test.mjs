// The gate is seen to refuse what it should, and to let the rest through.
import { againstBacklog } from './backlog.mjs';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { evidence } from './evidence.mjs';
import { projectFiles } from './files.mjs';
import { faultsOfJava } from './java.mjs';
import { anchors, faultsOfPage } from './markdown.mjs';
import { faultsOfText } from './pages.mjs';
import { faultsOfTexts, holdsTexts } from './texts.mjs';

let root;
before(() => { root = mkdtempSync(join(tmpdir(), 'prose-')); });
after(() => rmSync(root, { recursive: true }));

const messages = (faults) => faults.map(({ line, message }) => `${line}: ${message}`);

function page(text, name = 'page.md') {
  writeFileSync(join(root, name), text);
  return messages(faultsOfPage(root, name));
}

for (const opener of ['What', 'Whether', 'Who', 'Whoever', 'Whose', 'Of', 'Where', 'How']) {
  test(`Javadoc that opens with "${opener}" is refused`, () => {
    assert.match(messages(faultsOfJava(`/** ${opener} waits. */\nclass A {}\n`)).join(), /^1: Javadoc opens with/u);
    assert.match(messages(faultsOfJava(`\n/**\n * ${opener} waits.\n */\n`)).join(), /^2: Javadoc opens with/u);
  });
}

test('Javadoc that opens with a noun phrase or a verb passes', () => {
  assert.deepEqual(faultsOfJava('/** A pool in which every wait ends. */\n/** Offers the ride. */\n'), []);
});

test('a plain comment may open as it likes', () => {
  assert.deepEqual(faultsOfJava('// What follows is sorted.\n/* Where it ends. */\n'), []);
});

test('an opener inside a string is no Javadoc', () => {
  assert.deepEqual(faultsOfJava('var text = "/** What */";\n'), []);
});

test('a refused word is found in comments and messages, with its line', () => {
  const faults = messages(faultsOfJava('/**\n * The slot is made\n * anew.\n */\nlog.warn("mended");\n'));
  assert.equal(faults.length, 2);
  assert.match(faults[0], /^3: "anew"/u);
  assert.match(faults[1], /^5: "mended"/u);
});

test('a refused word that is part of a name or of SQL passes', () => {
  assert.deepEqual(faultsOfJava('int mend = amended();\nvar sql = """\n    select mend\n    """;\n// recommend\n'), []);
});

test('a word that is split over two lines of a comment is found', () => {
  assert.match(messages(faultsOfJava('/**\n * It waits for\n * ever.\n */\n')).join(), /^2: "for ever"/u);
});

test('a Java line over 120 columns is refused, an import is not', () => {
  assert.deepEqual(messages(faultsOfJava(`// ${'x'.repeat(118)}\n`)), ['1: 121 columns (expected: at most 120)']);
  assert.deepEqual(faultsOfJava(`// ${'x'.repeat(117)}\nimport ${'x'.repeat(130)};\n`), []);
});

test('a long line is not refused for a string, which no formatter breaks', () => {
  assert.deepEqual(messages(faultsOfJava(`String text = "${'x'.repeat(118)}";\n`)), []);
  assert.deepEqual(messages(faultsOfJava(`call("", ${'x'.repeat(118)});\n// ${'x'.repeat(118)}\n`)),
    ['2: 121 columns (expected: at most 120)']);
});

test('a line of prose over 100 columns is refused', () => {
  assert.deepEqual(page(`${'word '.repeat(20)}w\n`), ['1: 101 columns (expected: at most 100)']);
  assert.deepEqual(page(`${'word '.repeat(20)}\n`.replace(' \n', '\n')), []);
});

test('tables, code and addresses may be longer', () => {
  const long = 'word '.repeat(30);
  assert.deepEqual(page(`| ${long} |\n\n\`\`\`\n${long}\n\`\`\`\n\n    ${long}\n\nSee <https://${'x'.repeat(100)}>\n`), []);
});

test('a link to a page that is not there is refused', () => {
  assert.deepEqual(page('See [it](missing.md).\n'), ['1: missing.md: there is no missing.md']);
});

test('a link that is broken over two lines is followed', () => {
  assert.deepEqual(page('One line.\n\nSee [the\nother](missing.md).\n'), ['3: missing.md: there is no missing.md']);
});

test('a link to a heading that is not there is refused', () => {
  writeFileSync(join(root, 'other.md'), '# Two words, `code`\n');
  assert.deepEqual(page('[a](other.md#two-words-code) [b](#here)\n\n## Here\n'), []);
  assert.deepEqual(page('[a](other.md#three-words)\n'), ['1: other.md#three-words: other.md has no such heading']);
});

test('a link in code or to another site is not followed', () => {
  assert.deepEqual(page('`[a](missing.md)` [b](https://example.com/missing)\n\n    [c](missing.md)\n'), []);
});

test('headings of the same text have anchors of their own', () => {
  assert.deepEqual([...anchors('# A b\n\n## A b\n\n```\n# c\n```\n')], ['a-b', 'a-b-1']);
});

test('a page that names a test or a method that nobody has written is refused', () => {
  const source = 'module/src/test/java/RideTest.java';
  mkdirSync(join(root, 'module/src/test/java'), { recursive: true });
  writeFileSync(join(root, source), 'class RideTest { void itRides() {} }');
  const missing = (text) => {
    writeFileSync(join(root, 'evidence.md'), text);
    return messages(evidence(root, [source])('evidence.md'));
  };
  assert.deepEqual(missing('`RideTest`, `RideTest#itRides`\n'), []);
  assert.deepEqual(missing('\n`RideTest#itWalks`, `WalkIT`\n'),
    ['2: `RideTest#itWalks`: there is no such test', '2: `WalkIT`: there is no such test']);
});

test('a sentence of 26 words is refused, one of 25 is not', async () => {
  const words = (count) => `${Array.from({ length: count }, (_, i) => `w${i}`).join(' ')}.\n`;
  assert.equal((await faultsOfText(words(26))).length, 1);
  assert.deepEqual(await faultsOfText(words(25)), []);
  assert.deepEqual(await faultsOfText(`${words(20)}\n${words(20)}`), []);
});

test('a refused word on a page is found, in code it is not', async () => {
  assert.deepEqual(messages(await faultsOfText('# Title\n\nIt is made\nanew.\n')),
    ['4: "anew": say again']);
  assert.deepEqual(await faultsOfText('The name `anew` is code.\n'), []);
});

test('a refused word in an API text, a contract or a setting is found', () => {
  assert.deepEqual(messages(faultsOfTexts('one: 1\ntwo: decide anew\n')), ['2: "anew": say again']);
  for (const file of ['pom.xml', 'a/pom.xml', 'a/src/main/resources/problems.properties', 'docker-compose.yml',
    'b/src/main/protobuf/ride.proto']) assert.ok(holdsTexts(file), file);
});

test('released, generated and test files keep their words', () => {
  for (const file of ['common-events/released/ride.proto', 'docs/api/booking.yaml', 'docs/api/released/booking.yaml',
    'a/src/test/resources/application.yaml', 'a/src/main/resources/db/V1__ride.sql']) {
    assert.ok(!holdsTexts(file), file);
  }
});

test('only tracked files are read where there is git, and all but build output where there is none', () => {
  const project = join(root, 'project');
  mkdirSync(join(project, 'target'), { recursive: true });
  writeFileSync(join(project, 'tracked.md'), '');
  writeFileSync(join(project, 'untracked.md'), '');
  writeFileSync(join(project, 'target', 'built.md'), '');
  assert.deepEqual(projectFiles(project).sort(), ['tracked.md', 'untracked.md']);
  execFileSync('git', ['init', '-q'], { cwd: project });
  execFileSync('git', ['add', 'tracked.md'], { cwd: project });
  assert.deepEqual(projectFiles(project), ['tracked.md']);
});

test('a module may have the faults of its backlog, and not one more or fewer', () => {
  const fault = { module: 'a' };
  assert.deepEqual(againstBacklog([fault, fault], { a: 2 }), { refused: [], stale: [] });
  assert.equal(againstBacklog([fault, fault, fault], { a: 2 }).refused.length, 3);
  assert.deepEqual(againstBacklog([fault], { a: 2 }).stale, [{ module: 'a', allowed: 2, found: 1 }]);
  assert.equal(againstBacklog([{ module: 'b' }], { a: 0 }).refused.length, 1);
});
