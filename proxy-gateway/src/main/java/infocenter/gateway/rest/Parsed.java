package infocenter.gateway.rest;

import java.util.function.Function;

/** Turns a value's complaint about a text into the refusal of the field that the text came from. */
final class Parsed {
    private Parsed() {}

    static <A, T> T field(String field, A value, Function<A, T> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badField(field, field + ": " + wrong.getMessage());
        }
    }
}
