package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.member.MemberProcesses.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The one test that Ratis' own linearizable reads fail: a leader sleeps, the next one commits, the sleeper wakes and is read at once.
 * Real processes, frozen by SIGSTOP. {@code -Dic.test.frozenRounds=100} for the full run.
 */
class FrozenLeaderTest {
    private static final int ROUNDS = Integer.getInteger("ic.test.frozenRounds", 12);

    @TempDir
    Path folder;

    @Test
    void aLeaderThatSleptNeverAnswersFromBeforeItsSleep() throws Exception {
        try (MemberProcesses members = new MemberProcesses(folder)) {
            List<String> stale = new ArrayList<>();
            int confirmedByTheSleeper = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Child sleeper = members.leader(members.all);
                List<Child> others = members.others(sleeper);
                assertThat(sleeper.ask("create a" + round)).startsWith("created");
                assertThat(sleeper.ask("read a" + round)).startsWith("read true");

                sleeper.freeze();
                Child next = members.leader(others);
                Child follower = others.get(others.get(0) == next ? 1 : 0);
                String created = next.ask("create b" + round);
                assertThat(created).startsWith("created");
                long index = Long.parseLong(created.split(" ")[2]);

                // Already in the pipe when it wakes: so it is read before Raft can tell it anything.
                sleeper.tell("read-index");
                sleeper.tell("read b" + round);
                sleeper.wake();
                follower.tell("read b" + round);

                for (String answer : List.of(sleeper.answer(), sleeper.answer(), follower.answer())) {
                    if (answer.startsWith("index")) {
                        confirmedByTheSleeper++;
                    }
                    if (isStale(answer, index)) {
                        stale.add("round " + round + ": " + answer + " after " + created);
                    }
                }
                await().atMost(MemberProcesses.LONG).until(() -> members.leader(members.all) != null);
            }
            System.out.println("rounds " + ROUNDS + ", stale " + stale.size() + ", confirmed " + confirmedByTheSleeper);
            assertThat(stale).isEmpty();
        }
    }

    private static boolean isStale(String answer, long committed) {
        String[] words = answer.split(" ");
        return switch (words[0]) {
            case "read" -> !words[1].equals("true") || Long.parseLong(words[3]) < committed;
            case "index" -> Long.parseLong(words[2]) < committed;
            case "unconfirmed" -> false;
            default -> throw new AssertionError(answer);
        };
    }
}
