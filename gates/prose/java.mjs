import { refusedWordsIn } from './words.mjs';

export const LONGEST_JAVA_LINE = 120;
const REFUSED_OPENER = /^(What|Whether|Who|Whoever|Whose|Of|Where|How)\b/u;
/** A comment, a text block, a string or a character: whichever begins first. */
const TOKEN = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"""[\s\S]*?(?<!\\)"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/gu;

/** Returns what is wrong with the prose of a Java source. */
export function faultsOfJava(source) {
  return [...longLines(source), ...openers(source), ...words(source)].sort((a, b) => a.line - b.line);
}

/** The formatter wraps code at the same width, except where a string or a text block cannot be broken. */
function longLines(source) {
  const strings = new Set(tokens(source).filter(({ text }) => text.startsWith('"'))
    .flatMap(({ text, line }) => Array.from({ length: newlines(text) + 1 }, (_, below) => line + below)));
  return source.split('\n').flatMap((text, index) => (
    text.length > LONGEST_JAVA_LINE && !/^import /u.test(text) && !strings.has(index + 1)
      ? [{ line: index + 1, rule: 'line', message: `${text.length} columns (expected: at most ${LONGEST_JAVA_LINE})` }]
      : []));
}

function openers(source) {
  return tokens(source).filter(({ text }) => text.startsWith('/**')).flatMap(({ text, line }) => {
    const prose = text.slice(3, -2).replace(/^\s*\*/gmu, ' ').replace(/<\/?\w+>/gu, ' ').trim();
    const opener = REFUSED_OPENER.exec(prose);
    return opener === null ? [] : [{
      line,
      rule: 'opener',
      message: `Javadoc opens with "${opener[1]}" (expected: a noun phrase for a type, a verb for a method)`,
    }];
  });
}

/** SQL and JSON in text blocks are code; comments and messages are prose. */
function words(source) {
  return tokens(source).filter(({ text }) => !text.startsWith('"""')).flatMap(({ text, line }) => {
    const prose = text.replace(/^(\s*)\*/gmu, '$1 ');
    return refusedWordsIn(prose).map(({ word, index, instead }) => ({
      line: line + newlines(prose.slice(0, index)),
      rule: 'word',
      message: `"${word}": say ${instead}`,
    }));
  });
}

function tokens(source) {
  return [...source.matchAll(TOKEN)].map((found) => ({
    text: found[0],
    line: 1 + newlines(source.slice(0, found.index)),
  }));
}

function newlines(text) {
  return text.split('\n').length - 1;
}
