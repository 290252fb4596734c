package infocenter.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Good histories hold, and each bad one is found by the rule that it breaks. */
class HistoriesTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories");
    /** Here each is a file, so that another checker can be asked about the same histories. */
    private static final Path AS_FILES = Path.of("target/histories");

    private static final Rules PLAIN = new Rules(false, false);

    static Stream<Transcript> handWritten() throws IOException {
        return Transcript.all(Files.readString(HISTORIES.resolve("hand-written.txt"))).stream();
    }

    @ParameterizedTest
    @MethodSource("handWritten")
    void eachIsJudgedAsItsHeadingSays(Transcript transcript) throws IOException, BadHistory {
        keep(transcript);

        Verdict verdict = judged(transcript.jsonLines(), transcript.rules());

        if (transcript.good()) {
            assertThat(verdict.breaches()).as(transcript.title()).isEmpty();
        } else {
            assertThat(verdict.breaches())
                    .as(transcript.title() + "\n" + transcript.jsonLines())
                    .anyMatch(breach -> breach.rule().equals(transcript.rule())
                            && !breach.lines().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"double-start", "forgotten-abort", "lost-start", "stale-read", "unmarked-system-abort"})
    void whatASimulatedTableDidWrongIsFound(String name) throws IOException, BadHistory {
        Verdict verdict = judged(Files.readString(HISTORIES.resolve("bad-" + name + ".jsonl")), PLAIN);

        String rule = name.equals("double-start") ? "exactly-once" : "linearizability";
        assertThat(verdict.breaches()).extracting(Breach::rule).contains(rule);
    }

    @Test
    void whatASimulatedTableDidRightHolds() throws IOException, BadHistory {
        Verdict verdict = judged(Files.readString(HISTORIES.resolve("good-simulated.jsonl")), PLAIN);

        assertThat(verdict.breaches()).isEmpty();
        assertThat(verdict.operations()).isEqualTo(200);
        assertThat(verdict.systemRows()).isPositive();
        assertThat(verdict.systemAborts()).isPositive();
    }

    @Test
    void theFirstBreachSaysWhichAnswersCannotAllBeTrue() throws IOException, BadHistory {
        List<Breach> breaches = judged("""
                        {"client":1,"node":"g1","op":"start","key":"k","call_ns":0,"return_ns":10,"outcome":"ok","output":{"id":"A","created":true}}
                        {"client":2,"node":"g2","op":"status","id":"A","call_ns":20,"return_ns":30,"outcome":"ok","output":{"found":false}}
                        """, PLAIN).breaches();

        assertThat(breaches).hasSize(1);
        assertThat(breaches.get(0).lines()).containsExactly(1, 2);
        assertThat(breaches.get(0).text())
                .contains("no order explains line 2")
                .contains("line 1: start at g1, client 1 -> done, new")
                .contains("line 2: status at g2, client 2 -> not found");
    }

    @Test
    void whatClientsNoticedOfAFaultIsTold() throws IOException, BadHistory {
        Verdict verdict = judged("""
                {"client":1,"op":"start","key":"a","call_ns":100,"return_ns":200,"outcome":"ok","output":{"id":"A","created":true}}
                {"type":"fault","name":"kill","begin_ns":1000,"end_ns":3000}
                {"client":1,"op":"start","key":"b","call_ns":1100,"return_ns":1200,"outcome":"ok","output":{"id":"B","created":true}}
                {"client":1,"op":"start","key":"c","call_ns":1300,"return_ns":3500,"outcome":"ok","output":{"id":"C","created":true}}
                {"type":"fault","name":"unseen","begin_ns":5000,"end_ns":6000}
                """, PLAIN);

        assertThat(verdict.holds()).isTrue();
        FaultTimes kill = verdict.faults().get(0);
        assertThat(List.of(kill.called(), kill.writes(), kill.longestGap(), kill.recovery()))
                .containsExactly(2L, 1L, 2300L, 500L);
        FaultTimes unseen = verdict.faults().get(1);
        assertThat(List.of(unseen.called(), unseen.recovery())).containsExactly(0L, -1L);
    }

    private static Verdict judged(String jsonLines, Rules rules) throws IOException, BadHistory {
        return Verdict.of(HistoryReader.read(new BufferedReader(new StringReader(jsonLines))), rules);
    }

    private static void keep(Transcript transcript) throws IOException {
        String name = (transcript.good() ? "good" : "bad-" + transcript.rule())
                + (transcript.rules().allowPurge() ? "+allow-purge" : "")
                + (transcript.rules().strictFinish() ? "+strict-finish" : "")
                + "+" + transcript.title().replaceAll("[^a-z]+", "-");
        Files.createDirectories(AS_FILES);
        Files.writeString(AS_FILES.resolve(name + ".jsonl"), transcript.jsonLines(), StandardCharsets.UTF_8);
    }
}
