package dev.ridewire.stack.letters;

import java.time.Duration;
import java.util.Locale;

/** The display of times, and of text of unknown origin, on a terminal. */
final class Text {
    private Text() {}

    /** Returns the text on one line, without control characters, by which a broken record could change the terminal. */
    static String line(String text) {
        return block(text).replace('\n', ' ').strip();
    }

    /** Returns the text without control characters, with its lines. */
    static String block(String text) {
        var safe = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (character == '\n' || character == '\t' || !Character.isISOControl(character)) {
                safe.appendCodePoint(character);
            } else {
                safe.append(String.format(Locale.ROOT, "\\u%04x", character));
            }
        });
        return safe.toString();
    }

    static String firstLine(String text) {
        return line(text.lines().findFirst().orElse(""));
    }

    /** Returns a rough duration: {@code 40 s}, {@code 5 min}, {@code 2 h}, {@code 3 d}. */
    static String age(Duration age) {
        if (age.toDays() > 1) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 1) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 1 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }
}
