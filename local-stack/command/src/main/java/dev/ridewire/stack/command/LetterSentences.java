package dev.ridewire.stack.command;

import dev.ridewire.messaging.deadletter.Settlement;

/** Sentences that several commands print. */
final class LetterSentences {
    private LetterSentences() {}

    static String settled(Settlement settlement) {
        var because = settlement.because();
        return "It was %s by %s at %s%s".formatted(settlement.kind().label(), settlement.by(), settlement.at(),
                because == null ? "." : ": " + because);
    }

    static String missing(String id) {
        return id + " is not there: mistyped, settled and gone, or older than what is kept.";
    }
}
