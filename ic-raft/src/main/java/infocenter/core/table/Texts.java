package infocenter.core.table;

import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Keeps strangers' text within its bounds. */
final class Texts {
    private Texts() {}

    /** Refuses too many or too long names and values, naming the field; null when they fit. */
    static Outcome.@Nullable Refused refuse(String field, TreePMap<String, String> texts, Limits limits) {
        if (texts.size() > limits.labelsMax()) {
            return Draft.refused(
                    Reason.TOO_LARGE, field, field + ": at most " + limits.labelsMax() + ", there are " + texts.size());
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (text.getKey().isEmpty()) {
                return Draft.refused(Reason.BAD_ARGUMENTS, field, field + ": a name must not be empty");
            }
            if (text.getKey().length() > limits.labelNameCharsMax()) {
                return Draft.refused(
                        Reason.TOO_LARGE,
                        field,
                        field + ": a name has 1 to " + limits.labelNameCharsMax() + " characters");
            }
            if (text.getValue().length() > limits.labelValueCharsMax()) {
                return Draft.refused(
                        Reason.TOO_LARGE,
                        field + "." + text.getKey(),
                        field + ": a value has at most " + limits.labelValueCharsMax() + " characters");
            }
        }
        return null;
    }

    /** The longest beginning of at most so many characters that cuts no surrogate pair. */
    static String cut(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        boolean splits = charsMax > 0 && Character.isHighSurrogate(text.charAt(charsMax - 1));
        return text.substring(0, splits ? charsMax - 1 : charsMax);
    }

    /** The longest beginning of at most so many bytes of UTF-8 that cuts no character. */
    static String cutBytes(String text, int bytesMax) {
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (bytes > bytesMax) {
                break;
            }
            at += Character.charCount(codePoint);
        }
        return text.substring(0, at);
    }
}
