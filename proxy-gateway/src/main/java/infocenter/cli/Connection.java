package infocenter.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that every command against a cluster takes. */
final class Connection {
    static final String DEFAULT_URL = "http://127.0.0.1:9000";

    /** How answers are printed. */
    enum Format {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = {"-u", "--url"},
            split = ",",
            paramLabel = "URL",
            description = {
                "Gateways to use, in this order; any gateway answers everything.",
                "Default: the environment's XIC_URL, else " + DEFAULT_URL
            })
    @Nullable
    List<String> urls;

    @Option(
            names = {"-o", "--output"},
            description = "table or json, errors too. Default: table")
    @Nullable
    Format format;

    Door door() {
        List<String> chosen = chosen(connection -> connection.urls);
        if (chosen == null) {
            String fromEnvironment = System.getenv("XIC_URL");
            chosen = fromEnvironment == null || fromEnvironment.isBlank()
                    ? List.of(DEFAULT_URL)
                    : Arrays.asList(fromEnvironment.split(","));
        }
        return new Door(chosen.stream().map(Connection::base).toList());
    }

    boolean json() {
        return chosen(connection -> connection.format) == Format.JSON;
    }

    /** The option as given behind the command, else in front of it. */
    private <T> @Nullable T chosen(Function<Connection, @Nullable T> option) {
        T own = option.apply(this);
        for (CommandSpec at = spec; own == null && at != null; at = at.parent()) {
            CommandSpec mixin = at.mixins().get("connection");
            if (mixin != null && mixin.userObject() instanceof Connection connection) {
                own = option.apply(connection);
            }
        }
        return own;
    }

    Printer printer() {
        return new Printer(out(), json());
    }

    PrintWriter out() {
        CommandSpec known = spec;
        return known == null
                ? new PrintWriter(System.out, true)
                : known.commandLine().getOut();
    }

    CommandLine commandLine() {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("not inside a command");
        }
        return known.commandLine();
    }

    private static String base(String url) {
        String trimmed = url.strip();
        String full = trimmed.contains("://") ? trimmed : "http://" + trimmed;
        return full.endsWith("/") ? full.substring(0, full.length() - 1) : full;
    }
}
