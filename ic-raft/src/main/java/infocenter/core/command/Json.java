package infocenter.core.command;

import java.util.List;
import org.pcollections.TreePMap;

/**
 * A JSON text as a value: what the core needs to judge arguments, strictly by RFC 8259. Names that come twice, anything after
 * the value, half a surrogate pair and more than {@value JsonReader#DEPTH_MAX} levels are refused.
 */
public sealed interface Json {
    /** A string. */
    record Text(String value) implements Json {}

    /** A number without fraction or exponent that fits a long. */
    record Whole(long value) implements Json {}

    /** Any other number, as written. */
    record Decimal(String written) implements Json {}

    /** True or false. */
    record Flag(boolean value) implements Json {}

    /** Null. */
    record Nothing() implements Json {}

    /** An array. */
    record Items(List<Json> values) implements Json {}

    /** An object, by name. */
    record Fields(TreePMap<String, Json> values) implements Json {}

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException that says what was expected at which character, and never repeats the text
     */
    static Json parse(String text) {
        return new JsonReader(text).whole();
    }
}
