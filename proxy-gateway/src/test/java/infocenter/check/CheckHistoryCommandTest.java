package infocenter.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command's exit code is the verdict. */
class CheckHistoryCommandTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories");

    @TempDir
    Path folder;

    private final StringWriter printed = new StringWriter();

    @Test
    void aGoodHistoryIsLeftWith0() {
        assertThat(run(HISTORIES.resolve("good-simulated.jsonl"))).isZero();
        assertThat(printed.toString()).contains("200 operations").contains("holds");
    }

    @Test
    void aBrokenOneIsLeftWith1AndItsFirstBreach() {
        assertThat(run(HISTORIES.resolve("bad-lost-start.jsonl"))).isEqualTo(1);
        assertThat(printed.toString())
                .contains("broken:")
                .contains("linearizability, x21: no order explains line 86")
                .contains("line 74: start, client 11 -> created, new");
    }

    @Test
    void whatIsNoHistoryIsLeftWith2() throws IOException {
        Path file = Files.writeString(folder.resolve("history.jsonl"), "{\"client\":1}\n");

        assertThat(run(file)).isEqualTo(2);
        assertThat(run(folder.resolve("none.jsonl"))).isEqualTo(2);
        assertThat(printed.toString()).contains("line 1: ").contains("cannot be read");
    }

    @Test
    void optionsLoosenAndTighten() throws IOException {
        Path file = Files.writeString(folder.resolve("history.jsonl"), """
                {"client":1,"op":"start","call_ns":0,"return_ns":1,"outcome":"ok","output":{"id":"A","created":true}}
                {"client":1,"op":"status","id":"A","call_ns":2,"return_ns":3,"outcome":"ok","output":{"state":"finished"}}
                {"client":1,"op":"status","id":"A","call_ns":4,"return_ns":5,"outcome":"ok","output":{"found":false}}
                {"type":"fault","name":"kill","begin_ns":0,"end_ns":1000000000}
                """);

        assertThat(run(file)).isEqualTo(1);
        assertThat(run(file, "--allow-purge")).isZero();
        assertThat(run(file, "--allow-purge", "--strict-finish")).isEqualTo(1);
        assertThat(printed.toString()).contains("| kill | 1.00 s | 3 | 1 |");
    }

    private int run(Path file, String... options) {
        PrintWriter out = new PrintWriter(printed);
        CommandLine command =
                new CommandLine(new CheckHistoryCommand()).setOut(out).setErr(out);
        String[] words = new String[options.length + 1];
        words[0] = file.toString();
        System.arraycopy(options, 0, words, 1, options.length);
        return command.execute(words);
    }
}
