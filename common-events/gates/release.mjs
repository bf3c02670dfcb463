// Makes the contracts of today the released ones: `node release.mjs <what you can do with them now>`. With --verify: whether the
// released ones are still what was released.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const sources = path('../src/main/protobuf');
const released = path('../released');
const log = path('../released/RELEASES.md');

function protosIn(directory) {
  return readdirSync(directory, { recursive: true }).filter((file) => file.endsWith('.proto')).sort();
}

function digest() {
  const hash = createHash('sha256');
  for (const file of protosIn(released)) {
    hash.update(file).update('\0').update(readFileSync(`${released}/${file}`)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function verify() {
  const newest = /^## .*\(([0-9a-f]{16})\)$/m.exec(readFileSync(log, 'utf8'))?.[1];
  if (newest !== digest()) {
    console.error(`released/ has the digest ${digest()}, its newest release ${newest}: nobody edits what was released, see docs/contracts.md.`);
    process.exitCode = 1;
  }
}

function release(news) {
  const buf = path('node_modules/.bin/buf');
  execFileSync(buf, ['lint', path('..')], { stdio: 'inherit' });
  execFileSync(buf, ['breaking', path('..'), '--against', released], { stdio: 'inherit' });
  // Nothing that was released goes away: what the gate lets through has every file, so copying over is enough.
  protosIn(sources).forEach((file) => cpSync(`${sources}/${file}`, `${released}/${file}`));
  const day = new Date().toISOString().slice(0, 10);
  const [preface, ...releases] = readFileSync(log, 'utf8').split(/^(?=## )/m);
  writeFileSync(log, [preface, `## ${day} (${digest()})\n\n${news}\n\n`, ...releases].join('').trimEnd() + '\n');
}

const news = process.argv.slice(2).join(' ');
if (news === '--verify') {
  verify();
} else if (news) {
  release(news);
} else {
  console.error('Say what one can do with these contracts now, for example: node release.mjs "Read the tolls of a trip."');
  process.exitCode = 2;
}
