package infocenter.member;

import static infocenter.member.Gateways.LONG;
import static infocenter.member.Gateways.applied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.member.Gateways.Gateway;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.util.CodeInjectionForTesting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A founder that stops leading, or is restarted, after it has logged its growth and before a joiner has it. */
class HalfGrowthTest {
    private static final String APPEND_ENTRIES = "RaftServerImpl.appendEntries";

    @TempDir
    Path folder;

    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    @AfterEach
    void letThrough() {
        CodeInjectionForTesting.remove(APPEND_ENTRIES);
    }

    @Test
    void aGrowthThatNoJoinerGotIsTakenBackAndTriedAgain() throws Exception {
        try (Gateways gateways = new Gateways(folder)) {
            Gateway founder = halfGrown(gateways);
            await().atMost(LONG).until(() -> !founder.leads());
            letThrough();
            assertThatItForms(gateways);
        }
    }

    @Test
    void alsoWhenTheFounderRestartsInTheMiddle() throws Exception {
        try (Gateways gateways = new Gateways(folder)) {
            Gateway founder = halfGrown(gateways);
            founder.stop();
            letThrough();
            founder.start();
            assertThatItForms(gateways);
        }
    }

    private Gateway halfGrown(Gateways gateways) throws Exception {
        loseTheChange();
        for (String name : new String[] {"g1", "g2", "g3"}) {
            gateways.add(name).start();
        }
        Gateway founder = gateways.all.get(0);
        founder.found();
        applied(founder.create("before"));
        gateways.all.get(1).join();
        gateways.all.get(2).join();
        await().atMost(LONG).until(() -> lost.size() == 2);
        return founder;
    }

    /** Every message with a configuration of two groups fails at its receiver. */
    private void loseTheChange() {
        CodeInjectionForTesting.put(APPEND_ENTRIES, (self, leader, args) -> {
            AppendEntriesRequestProto request = (AppendEntriesRequestProto) args[1];
            for (LogEntryProto entry : request.getEntriesList()) {
                if (entry.hasConfigurationEntry()
                        && entry.getConfigurationEntry().getOldPeersCount() > 0) {
                    lost.add(self.toString());
                    throw new IllegalStateException("lost on the way to " + self);
                }
            }
            return false;
        });
    }

    private static void assertThatItForms(Gateways gateways) {
        await().atMost(LONG).untilAsserted(() -> assertThat(gateways.all).allMatch(Gateway::isMember));
        Gateway leader = gateways.leader();
        assertThat(leader.reads("before")).isTrue();
        applied(gateways.all.get(2).create("after"));
        for (Gateway gateway : gateways.all) {
            assertThat(gateway.reads("after")).isTrue();
            assertThat(gateway.fatal).isEmpty();
        }
    }
}
