package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Kinds;
import org.junit.jupiter.api.Test;

/** What is too new for the oldest node is not written. */
class FeatureLevelsTest {
    private static final Rules NEWER = new Rules(
            Limits.STANDARD,
            Kinds.ALL,
            new FeatureLevels(command -> command instanceof Command.SetIcSize ? 2 : command.neededLevel()));

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

    @Test
    void aCommandIsRefusedBelowTheLevelThatItNeedsAndAllowedFromItOn() {
        Table table = Table.ready(NEWER, 0);
        Information before = table.now;

        Outcome refused = table.apply(new Command.SetIcSize(5));

        assertThat(Refusals.refusal(refused)).isEqualTo(Reason.FEATURE_LEVEL + " 2");
        assertThat(((Outcome.Refused) refused).message()).contains("upgrade every node", "feature-level raise");
        assertThat(table.now.cluster()).isEqualTo(before.cluster());
        table.join(understanding(Table.gateway("g1", 2), 2));
        table.session = table.now.sessions().lastKey();
        table.number = 0;
        assertThat(table.apply(new Command.RaiseFeatureLevel(2))).isInstanceOf(Outcome.Applied.class);
        assertThat(table.apply(new Command.SetIcSize(5))).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void everyCommandOfThisBuildMayBeWrittenInAClusterOfTheFirstLevel() {
        assertThat(FeatureLevels.STANDARD.refuse(Table.ready(1).now.cluster(), new Command.SetIcSize(5)))
                .isNull();
        assertThat(FeatureLevels.STANDARD.refuse(Information.EMPTY.cluster(), new Command.Initialize("c", 1)))
                .isNull();
    }

    /** It was cut off while the level rose, and the log goes on without it. */
    @Test
    void aProcessThatWasAwayWhileTheLevelRoseIsNotMarkedUpAgain() {
        Table table = Table.ready(1);
        table.join(understanding(Table.gateway("g1", 2), 2));
        table.session = table.now.sessions().lastKey();
        table.number = 0;
        table.down("t1");
        table.apply(new Command.RaiseFeatureLevel(2));

        Outcome same = table.apply(new Command.MarkNodeUp(new NodeId("t1"), 1, table.term));

        assertThat(Refusals.refusal(same)).isEqualTo(Reason.FEATURE_LEVEL + " 2");
        assertThat(table.node("t1").state()).isEqualTo(NodeState.DOWN);
        assertThat(table.join(understanding(Table.target("t1", 2), 2))).isInstanceOf(Outcome.Applied.class);
        assertThat(table.node("t1").state()).isEqualTo(NodeState.UP);
    }
}
