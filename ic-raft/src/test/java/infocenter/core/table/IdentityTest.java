package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentityTest {

    @Test
    void anEmptyTableGetsItsIdentityOnce() {
        Table table = new Table();

        assertThat(initialize(table, "c1", 1)).isEqualTo(new Outcome.Applied(1, "c1"));
        assertThat(table.now.identity()).isEqualTo(new Identity("c1", 1));
        assertThat(table.now.cluster().featureLevel()).isEqualTo(1);
        assertThat(table.eventTypes()).containsExactly("cluster.initialized");
        assertThat(initialize(table, "c1", 1)).isEqualTo(new Outcome.AlreadyDone(3, "c1"));
        assertThat(Refusals.refusal(initialize(table, "c2", 1))).isEqualTo(Reason.ALREADY_INITIALIZED + " c1");
    }

    @Test
    void aMalformedIdentityIsRefused() {
        Table table = new Table();

        assertThat(Refusals.refusal(initialize(table, " ", 1))).isEqualTo(Reason.BAD_ARGUMENTS + " clusterId");
        assertThat(Refusals.refusal(initialize(table, "x".repeat(257), 1)))
                .isEqualTo(Reason.BAD_ARGUMENTS + " clusterId");
        assertThat(Refusals.refusal(initialize(table, "c1", 0))).isEqualTo(Reason.BAD_ARGUMENTS + " featureLevel");
        assertThat(table.now.identity()).isNull();
        assertThat(initialize(table, "x".repeat(256), 1)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void theGroupIsRecordedInTheTermOfItsLeader() {
        Table table = Table.ready(1);
        table.term = 4;

        assertThat(Refusals.reason(table.apply(new Command.RecordConfiguration(3, 10, List.of("p-g1")))))
                .isEqualTo(Reason.STALE_TERM);
        assertThat(table.apply(new Command.RecordConfiguration(4, 10, List.of("p-g2", "p-g1", "p-g2"))))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(table.now.cluster().configuration()).isEqualTo(new Configuration(10, List.of("p-g1", "p-g2")));
        assertThat(table.now.cluster().sequence()).isEqualTo(table.now.sequence() - 1);
        assertThat(table.eventTypes()).endsWith("members.changed");
        assertThat(table.now.cluster().members())
                .extracting(node -> node.id().value())
                .containsExactly("g1");
    }

    @Test
    void aRepeatedConfigurationChangesNothingAndAnOlderOneIsRefused() {
        Table table = Table.ready(1);
        table.apply(new Command.RecordConfiguration(1, 10, List.of("p-g1")));

        assertThat(table.apply(new Command.RecordConfiguration(1, 10, List.of("p-g1"))))
                .isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(Refusals.refusal(table.apply(new Command.RecordConfiguration(1, 9, List.of("p-g2")))))
                .isEqualTo(Reason.WRONG_VERSION + " 10");
        assertThat(Refusals.reason(table.apply(new Command.RecordConfiguration(1, 11, List.of()))))
                .isEqualTo(Reason.BAD_ARGUMENTS);
    }

    @Test
    void aConfigurationWithTheSameMembersTellsNobody() {
        Table table = Table.ready(1);
        table.apply(new Command.RecordConfiguration(1, 10, List.of("p-g1")));
        int events = table.now.events().size();

        assertThat(table.apply(new Command.RecordConfiguration(1, 12, List.of("p-g1"))))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(table.now.cluster().configuration().index()).isEqualTo(12);
        assertThat(table.now.events()).hasSize(events);
    }

    @Test
    void theFeatureLevelRisesWhenEveryNodeThatIsUpUnderstandsIt() {
        Table table = Table.ready(1);

        assertThat(Refusals.refusal(table.apply(new Command.RaiseFeatureLevel(2))))
                .isEqualTo(Reason.FEATURE_LEVEL + " g1,t1");
        table.join(understanding(Table.gateway("g1", 2), 2));
        table.session = table.now.sessions().lastKey();
        assertThat(Refusals.refusal(table.apply(new Command.RaiseFeatureLevel(2))))
                .isEqualTo(Reason.FEATURE_LEVEL + " t1");
        table.down("t1");
        assertThat(table.apply(new Command.RaiseFeatureLevel(2))).isInstanceOf(Outcome.Applied.class);
        assertThat(table.now.cluster().featureLevel()).isEqualTo(2);
        assertThat(table.eventTypes()).endsWith("cluster.feature-level");
        assertThat(table.apply(new Command.RaiseFeatureLevel(2)))
                .isEqualTo(new Outcome.AlreadyDone(table.now.sequence(), "2"));
        assertThat(table.apply(new Command.RaiseFeatureLevel(1))).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(Refusals.reason(table.join(Table.target("t1", 2)))).isEqualTo(Reason.FEATURE_LEVEL);
        assertThat(table.node("t1").id()).isEqualTo(new NodeId("t1"));
    }

    @Test
    void clocksTakeTheLargerAndNeverFall() {
        Table table = Table.ready(1);
        table.elapsed = 9_000;
        table.apply(new Command.Tick());
        Clocks latest = table.now.clocks();
        table.elapsed = 8_000;
        table.apply(new Command.Tick());

        assertThat(table.now.clocks()).isEqualTo(latest);
        assertThat(latest).isEqualTo(new Clocks(9_000, 1_700_000_009_000L));
    }

    private static Outcome initialize(Table table, String id, int level) {
        return table.entry(Batch.sessionless(new Command.Initialize(id, level))).get(0);
    }

    private static Command.JoinNode understanding(Command.JoinNode join, int level) {
        return new Command.JoinNode(
                join.clusterId(),
                join.id(),
                join.role(),
                join.addresses(),
                join.zone(),
                join.incarnation(),
                join.seat(),
                level);
    }
}
