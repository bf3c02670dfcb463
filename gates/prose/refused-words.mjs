// Refuses a word on the list in the text of a page. Code is exempt.
import { refusedWordsIn } from './words.mjs';

export default function refusedWords(context) {
  const { Syntax, RuleError, report, getSource, locator } = context;
  return {
    [Syntax.Str](node) {
      for (const { word, index, instead } of refusedWordsIn(getSource(node))) {
        report(node, new RuleError(`"${word}": say ${instead}`, {
          padding: locator.range([index, index + word.length]),
        }));
      }
    },
  };
}
