/** Words that have a plainer one, and the plainer one. Pages and Java share the list. */
export const REFUSED_WORDS = [
  { pattern: /\banew\b/giu, instead: 'again' },
  { pattern: /\bwho(?:so)?ever\b/giu, instead: 'anyone who, or the name of the part' },
  { pattern: /\bmend(?:s|ed|ing)?\b/giu, instead: 'fix or repair' },
  { pattern: /\bfor\s+ever\b/giu, instead: 'forever, or say until when' },
  { pattern: /\blest\b/giu, instead: 'so that … not' },
  { pattern: /\bwhence\b/giu, instead: 'from where' },
  { pattern: /\bplumbing\b/giu, instead: 'messaging or infrastructure' },
];

/** Returns each refused word of a text with its offset. */
export function refusedWordsIn(text) {
  return REFUSED_WORDS
    .flatMap(({ pattern, instead }) => [...text.matchAll(pattern)]
      .map((found) => ({ word: found[0].replace(/\s+/gu, ' '), index: found.index, instead })))
    .sort((a, b) => a.index - b.index);
}
