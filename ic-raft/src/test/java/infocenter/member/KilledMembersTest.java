package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.member.MemberProcesses.Child;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that get no chance to say goodbye: SIGKILL. */
class KilledMembersTest {
    private static final int WRITES = 60;

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedOutlivesTheLeaderAndThenEverybody() throws Exception {
        try (MemberProcesses members = new MemberProcesses(folder)) {
            Child leader = members.leader(members.all);
            Child writer = members.others(leader).get(0);
            for (int i = 0; i < WRITES; i++) {
                writer.tell("create w" + i);
                if (i == WRITES / 2) {
                    leader.kill();
                }
            }
            // Each was new to the table: so none was applied twice, whatever had to be sent again.
            for (int i = 0; i < WRITES; i++) {
                assertThat(writer.answer()).startsWith("created").endsWith("Applied");
            }
            for (Child child : members.others(leader)) {
                child.kill();
            }
            for (Child child : members.all) {
                child.start();
            }
            Child next = members.leader(members.all);
            for (int i = 0; i < WRITES; i++) {
                assertThat(next.ask("read w" + i)).startsWith("read true");
            }
            next.ask("attend");
            assertThat(next.ask("create after")).startsWith("created");
            for (Child child : members.all) {
                await().atMost(MemberProcesses.LONG)
                        .until(() -> child.ask("read after").startsWith("read true"));
            }
        }
    }
}
