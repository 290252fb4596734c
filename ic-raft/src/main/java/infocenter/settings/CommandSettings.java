package infocenter.settings;

import java.util.List;

/**
 * One command that transformers may name.
 *
 * @param name how transformers name it
 * @param argv program and arguments
 */
public record CommandSettings(
        @Setting(help = "how transformers name it: 1 to 64 of [A-Za-z0-9._-], starting with a letter or digit")
        String name,

        @Setting(
                help = "program, by its absolute path, and its arguments; it reads standard input and writes standard"
                        + " output; no shell looks at them")
        List<String> argv) {
    public CommandSettings {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "name must be 1 to 64 of [A-Za-z0-9._-], starting with a letter or digit: " + name);
        }
        if (argv.isEmpty() || !argv.get(0).startsWith("/")) {
            throw new IllegalArgumentException("argv must begin with the absolute path of a program");
        }
        if (argv.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("argv must not hold a null character");
        }
    }
}
