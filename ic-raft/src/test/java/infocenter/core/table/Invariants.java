package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.Placement;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import java.util.List;

/** What holds after every step, whatever the commands were. */
final class Invariants {
    private Invariants() {}

    static void hold(Rules rules, Information before, Information after, List<Outcome> outcomes) {
        assertThat(outcomes)
                .noneMatch(outcome -> outcome instanceof Outcome.Refused refused && refused.reason() == Reason.BUG);
        assertThat(after.sequence()).isGreaterThanOrEqualTo(before.sequence());
        assertThat(after.clocks().elapsedMillis())
                .isGreaterThanOrEqualTo(before.clocks().elapsedMillis());
        assertThat(after.clocks().shownMillis())
                .isGreaterThanOrEqualTo(before.clocks().shownMillis());
        if (outcomes.size() == 1 && outcomes.get(0) instanceof Outcome.Refused) {
            unchanged(before, after);
        }
        limited(rules.limits(), after);
        indexed(after);
        balanced(before.cluster(), after.cluster(), rules.limits());
        for (Xaction row : after.xactions().rows().values()) {
            sound(after, row);
        }
        for (Xaction row : before.xactions().rows().values()) {
            Xaction next = after.xactions().find(row.id());
            if (next == null || next.sequence() != row.sequence()) {
                assertThat(row.end() != null || overInOneStep(after, row))
                        .as("%s is forgotten while it is active", row)
                        .isTrue();
            } else {
                moved(after, row, next);
            }
        }
    }

    /** A batch may end a row and, by count, forget it at once; in these runs only by an Expire after it. */
    private static boolean overInOneStep(Information after, Xaction row) {
        return after.events().values().stream()
                .anyMatch(event -> event.subject().equals(row.id().value())
                        && (event.type().equals("xaction.finished")
                                || event.type().equals("xaction.aborted")));
    }

    private static void unchanged(Information before, Information after) {
        assertThat(after.identity()).isEqualTo(before.identity());
        assertThat(after.cluster()).isEqualTo(before.cluster());
        assertThat(after.buckets()).isEqualTo(before.buckets());
        assertThat(after.xactions()).isEqualTo(before.xactions());
        assertThat(after.keys()).isEqualTo(before.keys());
        assertThat(after.events()).isEqualTo(before.events());
    }

    private static void limited(Limits limits, Information after) {
        assertThat(after.xactions().active().size()).isLessThanOrEqualTo(limits.activeXactionsMax());
        assertThat(after.keys().size()).isLessThanOrEqualTo(limits.keysMax());
        assertThat(after.events().size()).isLessThanOrEqualTo(limits.eventsMax());
        assertThat(after.events().values())
                .allSatisfy(event -> assertThat(event.id()).isLessThanOrEqualTo(after.sequence()));
        assertThat(after.keysByExpiry()).hasSize(after.keys().size());
        after.keysByExpiry()
                .forEach((expiry, key) ->
                        assertThat(after.keys().get(key).expiresMillis()).isEqualTo(expiry.atMillis()));
        assertThat(after.cluster().sequence()).isLessThanOrEqualTo(after.sequence());
        assertThat(after.buckets().sequence()).isLessThanOrEqualTo(after.sequence());
    }

    /** Former placements are those by which somebody may hold objects, no more and no less; balanced versions never fall. */
    private static void balanced(Cluster before, Cluster after, Limits limits) {
        assertThat(after.former().size()).isLessThanOrEqualTo(limits.formerPlacementsMax() + 1);
        long last = 0;
        for (Placement placement : after.former()) {
            assertThat(placement.version())
                    .isGreaterThan(last)
                    .isLessThan(after.active().version());
            last = placement.version();
            assertThat(after.nodes().values()).anyMatch(node -> Cluster.holds(placement, node));
        }
        for (Placement placement : before.former()) {
            if (!after.former().contains(placement)) {
                assertThat(after.nodes().values()).noneMatch(node -> Cluster.holds(placement, node));
            }
        }
        for (Node node : after.nodes().values()) {
            Node earlier = before.nodes().get(node.id());
            if (earlier != null && earlier.admitted() == node.admitted()) {
                assertThat(node.balancedMapVersion()).isGreaterThanOrEqualTo(earlier.balancedMapVersion());
            }
        }
        assertThat(after.rebalanceDueMillis() != 0)
                .as("a rebalance is due exactly when somebody that is up has objects to move")
                .isEqualTo(!after.lagging().isEmpty());
    }

    /** The orders follow from the rows alone. */
    private static void indexed(Information after) {
        Xactions again = Xactions.EMPTY;
        for (Xaction row : after.xactions().rows().values()) {
            again = again.put(row);
        }
        assertThat(again).isEqualTo(after.xactions());
    }

    private static void sound(Information after, Xaction row) {
        assertThat(row.end() != null)
                .as("%s has an end when it is over", row)
                .isEqualTo(row.phase().terminal());
        for (Run run : row.runs().values()) {
            Node node = after.cluster().nodes().get(run.target());
            boolean lives = node != null && node.livesAs(run.incarnation());
            if (run.state() instanceof RunState.Running) {
                assertThat(lives)
                        .as("%s runs on a node that is up as its incarnation: %s", run, node)
                        .isTrue();
                assertThat(row.acknowledged()).isTrue();
            }
            if (row.abort() != null && !run.state().terminal()) {
                assertThat(lives)
                        .as("%s waits for a stop that somebody can acknowledge", run)
                        .isTrue();
                assertThat(run.sequence()).isEqualTo(row.abort().sequence());
            }
        }
    }

    private static void moved(Information after, Xaction row, Xaction next) {
        if (row.phase().terminal()) {
            assertThat(next).isEqualTo(row);
            return;
        }
        Phase was = row.phase();
        Phase is = next.phase();
        boolean forward = is == Phase.FINISHED ? was != Phase.ABORTING : is.compareTo(was) >= 0;
        assertThat(forward).as("%s -> %s", was, is).isTrue();
        assertThat(next.acknowledged() || !row.acknowledged()).isTrue();
        if (row.abort() != null) {
            assertThat(next.abort()).isEqualTo(row.abort());
        }
        assertThat(next.runs().keySet()).isEqualTo(row.runs().keySet());
        for (Run run : row.runs().values()) {
            moved(run, next.runs().get(run.target()));
        }
        assertThat(next.sequence()).isLessThanOrEqualTo(after.sequence());
    }

    private static void moved(Run run, Run next) {
        if (run.state().terminal()) {
            assertThat(next).isEqualTo(run);
            return;
        }
        assertThat(next.attempt()).isGreaterThanOrEqualTo(run.attempt());
        assertThat(next.sequence()).isGreaterThanOrEqualTo(run.sequence());
        if (next.attempt() == run.attempt()) {
            assertThat(next.incarnation()).isEqualTo(run.incarnation());
            assertThat(next.counters().reaches(run.counters())).isTrue();
            boolean began = !(run.state() instanceof RunState.Owed);
            assertThat(began && next.state() instanceof RunState.Owed)
                    .as("%s -> %s", run, next)
                    .isFalse();
        } else {
            assertThat(next.sequence()).isGreaterThan(run.sequence());
        }
    }
}
