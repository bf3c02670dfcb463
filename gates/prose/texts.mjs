import { refusedWordsIn } from './words.mjs';

/** Texts that people read and that are no Java: problem pages, API texts, contracts, settings, build files. */
const TEXT = /\.(?:proto|properties|ya?ml)$|(?:^|\/)pom\.xml$/u;
/** Released files stay as they are, and the API's document is generated from its overlay. */
const EXEMPT = /(?:^|\/)released\/|^docs\/api\/|\/src\/test\//u;

/** Reports whether a file holds texts that the list of words applies to. */
export function holdsTexts(file) {
  return TEXT.test(file) && !EXEMPT.test(file);
}

/** Returns the refused words of a text, each with its line. */
export function faultsOfTexts(text) {
  return refusedWordsIn(text).map(({ word, index, instead }) => ({
    line: text.slice(0, index).split('\n').length,
    rule: 'word',
    message: `"${word}": say ${instead}`,
  }));
}
