package infocenter.core.table;

import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Council;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.List;

/** Which cluster this is, who votes in its group, and what may be written to its log. */
record IdentityRules(Draft draft) {
    private static final long FIRST_EPOCH = 1;

    /**
     * Expects an empty table. Refuses another cluster id than the one it has, and a malformed one. A repeat with the same id has
     * nothing to do.
     */
    Outcome initialize(Command.Initialize command) {
        Identity identity = draft.identity;
        if (identity != null) {
            return identity.clusterId().equals(command.clusterId())
                    ? draft.alreadyDone(identity.clusterId())
                    : Draft.refused(
                            Reason.ALREADY_INITIALIZED, identity.clusterId(), "the cluster is initialized already");
        }
        if (command.clusterId().isBlank()
                || command.clusterId().length() > draft.limits().textCharsMax()) {
            return Draft.refused(Reason.BAD_ARGUMENTS, "clusterId", "clusterId must not be empty or very long");
        }
        if (command.featureLevel() < 1) {
            return Draft.refused(Reason.BAD_ARGUMENTS, "featureLevel", "featureLevel must be at least 1");
        }
        if (!Council.allows(command.icSize())) {
            return CouncilRules.badSize(command.icSize());
        }
        draft.identity = new Identity(command.clusterId(), FIRST_EPOCH);
        draft.cluster = draft.cluster
                .withFeatureLevel(command.featureLevel(), draft.command)
                .with(Council.NONE.sized(command.icSize()), draft.command);
        draft.event("cluster.initialized", command.clusterId(), "", "", List.of(), "");
        return draft.applied(command.clusterId());
    }

    /**
     * Expects the term of its own entry and a newer configuration than the recorded one. Refuses one of another term or an older
     * index. A repeat of the recorded index has nothing to do.
     */
    Outcome recordConfiguration(Command.RecordConfiguration command) {
        if (command.term() != draft.term) {
            return NodeRules.staleTerm(draft, command.term());
        }
        Configuration known = draft.cluster.configuration();
        if (command.index() < known.index()) {
            return Draft.refused(
                    Reason.WRONG_VERSION, Long.toString(known.index()), "a newer configuration is recorded");
        }
        List<String> peerIds = command.peerIds().stream().sorted().distinct().toList();
        if (command.index() == known.index() && peerIds.equals(known.peerIds())) {
            return draft.alreadyDone("");
        }
        if (peerIds.isEmpty()) {
            return Draft.refused(Reason.BAD_ARGUMENTS, "peerIds", "a group has at least one member");
        }
        draft.cluster = draft.cluster.with(new Configuration(command.index(), peerIds), draft.command);
        if (!peerIds.equals(known.peerIds())) {
            draft.event("members.changed", "", "", "", List.of(), String.join(",", peerIds));
        }
        return draft.applied("");
    }

    /**
     * Expects that every node that is up understands the level. Refuses it otherwise and names those that do not. One that is not up is
     * refused when it comes back as an older build. A repeat, or a lower level, has nothing to do: a level never falls.
     */
    Outcome raiseFeatureLevel(Command.RaiseFeatureLevel command) {
        if (command.level() <= draft.cluster.featureLevel()) {
            return draft.alreadyDone(Integer.toString(draft.cluster.featureLevel()));
        }
        List<Node> older = draft.cluster.nodes().values().stream()
                .filter(node -> node.up() && node.understands() < command.level())
                .toList();
        if (!older.isEmpty()) {
            return Draft.refused(
                    Reason.FEATURE_LEVEL,
                    String.join(
                            ",", older.stream().map(node -> node.id().value()).toList()),
                    "not every node that is up understands level " + command.level() + ": upgrade first "
                            + String.join(
                                    ", ",
                                    older.stream()
                                            .map(node -> node.id() + " (level " + node.understands() + ")")
                                            .toList()));
        }
        draft.cluster = draft.cluster.withFeatureLevel(command.level(), draft.command);
        draft.event("cluster.feature-level", Integer.toString(command.level()), "", "", List.of(), "");
        return draft.applied(Integer.toString(command.level()));
    }
}
