import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export const LONGEST_PROSE_LINE = 100;
const LINK = /!?\[(?:[^\]\\]|\\.)*\]\(([^()\s]+)(?:\s+"[^"]*")?\)/gu;

/** Returns what is wrong with the lines and links of a page. */
export function faultsOfPage(root, page) {
  const lines = prose(readFileSync(join(root, page), 'utf8'));
  return [...longLines(lines), ...brokenLinks(root, page, lines)].sort((a, b) => a.line - b.line);
}

/** Returns the lines of a page outside of code blocks, each with its number. */
export function prose(text) {
  let fence = '';
  let blank = true;
  let list = false;
  return text.split('\n').flatMap((line, index) => {
    const marker = /^\s*(```+|~~~+)/u.exec(line)?.[1] ?? '';
    if (fence === '' && marker !== '') {
      fence = marker;
      return [];
    }
    if (fence !== '') {
      if (marker.startsWith(fence)) fence = '';
      return [];
    }
    // Four blanks after an empty line begin a code block; in a list item, two more than the item's text has.
    if (/^\S/u.test(line)) list = /^(?:[-*]|\d+\.)\s/u.test(line);
    const code = blank && (list ? /^ {6}/u : /^ {4}/u).test(line);
    if (code) return [];
    blank = line.trim() === '';
    return [{ number: index + 1, text: line }];
  });
}

function longLines(lines) {
  return lines.filter(({ text }) => text.length > LONGEST_PROSE_LINE && !exempt(text)).map(({ number, text }) => ({
    line: number,
    rule: 'line',
    message: `${text.length} columns (expected: at most ${LONGEST_PROSE_LINE})`,
  }));
}

/** Tables can't be wrapped, and neither can an address or a name that alone is too long. */
function exempt(text) {
  return /^\s*\|/u.test(text) || !/\S\s+\S/u.test(text.replace(/^\s*(?:[-*]|\d+\.)\s+/u, ''))
    || text.replace(/\]\([^)]*\)/gu, ']').replace(/https?:\S+/gu, '').length <= LONGEST_PROSE_LINE;
}

/** A link may be broken over two lines, so a page is searched as a whole. */
function brokenLinks(root, page, lines) {
  const text = lines.map((line) => line.text).join('\n')
    .replace(/`[^`]*`/gu, (code) => code.replace(/[^\n]/gu, ' '));
  return [...text.matchAll(LINK)].flatMap(({ 1: target, index }) => {
    const message = fault(root, page, target);
    const line = lines[text.slice(0, index).split('\n').length - 1].number;
    return message === '' ? [] : [{ line, rule: 'link', message }];
  });
}

function fault(root, page, target) {
  if (/^[a-z][a-z+.-]*:/iu.test(target)) return '';
  const [path, anchor] = target.split('#', 2);
  const file = path === '' ? page : normalize(join(dirname(page), decodeURI(path)));
  if (!existsSync(join(root, file))) return `${target}: there is no ${file}`;
  if (anchor === undefined || !file.endsWith('.md') || statSync(join(root, file)).isDirectory()) return '';
  return anchors(readFileSync(join(root, file), 'utf8')).has(anchor) ? '' : `${target}: ${file} has no such heading`;
}

/** Returns the anchors that GitHub gives the headings of a page. */
export function anchors(text) {
  const seen = new Map();
  return new Set(prose(text).flatMap(({ text: line }) => {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/u.exec(line)?.[1];
    if (heading === undefined) return [];
    const slug = heading.replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1').toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/gu, '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return [before === 0 ? slug : `${slug}-${before}`];
  }));
}
