package infocenter.core.table;

import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command.RegisterXaction;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.transform.Transformer;
import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.Xaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** A start becomes a row, once (promises G1, G2). */
record RegistrationRules(Draft draft) {

    /**
     * Expects what {@link Admission} lets in. A known key with the same body answers {@code AlreadyDone} with the first id, whatever
     * has become of that row; with another body it is refused with the first id. An id is taken once. Without a key, only the
     * session's number makes a repeat known.
     */
    Outcome register(RegisterXaction command) {
        Outcome known = known(command);
        if (known != null) {
            return known;
        }
        Outcome refused = new Admission(draft).refuse(command);
        if (refused != null) {
            return refused;
        }
        Kind kind = Objects.requireNonNull(draft.rules.kind(command.kind()));
        new RenameRules(draft).begin(command);
        List<BucketRef> buckets = command.buckets().stream()
                .map(name ->
                        Objects.requireNonNull(draft.buckets.byName().get(name)).ref())
                .toList();
        TreePMap<NodeId, Run> runs = TreePMap.empty();
        List<Outcome.Assignment> assignments = new ArrayList<>();
        boolean rebalance = Admission.isRebalance(kind);
        boolean partial = rebalance && new BalanceRules(draft).leavesOut();
        for (NodeId id : rebalance ? lagging() : draft.cluster.active().targets()) {
            Node node = draft.node(id);
            if (node != null && node.up()) {
                Run run = Run.owed(id, node.incarnation(), draft.command, draft.now() + command.startByMillis());
                runs = runs.plus(id, run);
                assignments.add(new Outcome.Assignment(
                        id, node.incarnation(), node.addresses().nodeUrl()));
            } else {
                partial = true;
            }
        }
        Transformer transformer = new TransformerRules(draft).of(kind, command);
        Xaction row = row(kind, command, buckets, runs, partial, transformer);
        draft.xactions = draft.xactions.put(row);
        remember(command);
        draft.event("xaction.created", row, command.caller().why());
        return new Outcome.Registered(row.id(), draft.command, buckets, assignments, transformer);
    }

    private List<NodeId> lagging() {
        return draft.cluster.lagging().stream().map(Node::id).toList();
    }

    private Xaction row(
            Kind kind,
            RegisterXaction command,
            List<BucketRef> buckets,
            TreePMap<NodeId, Run> runs,
            boolean partial,
            @Nullable Transformer transformer) {
        return new Xaction(
                command.id(),
                kind.name(),
                command.arguments(),
                command.argumentsHash(),
                buckets,
                command.labels(),
                command.key(),
                command.origin(),
                command.caller(),
                kind.policy(),
                partial,
                draft.command,
                draft.now(),
                draft.shown(),
                command.deadlineMillis() == 0 ? 0 : draft.now() + command.deadlineMillis(),
                false,
                null,
                runs,
                null,
                transformer);
    }

    private @Nullable Outcome known(RegisterXaction command) {
        String key = command.key();
        IdempotencyKey held = key == null ? null : draft.keys.get(key);
        if (held == null || held.expiresMillis() <= draft.now()) {
            return null;
        }
        String first = held.id().value();
        return held.bodyHash().equals(command.bodyHash())
                ? draft.alreadyDone(first)
                : Draft.refused(
                        Reason.KEY_CONFLICT, first, "the key belongs to xaction " + first + " with another body");
    }

    private void remember(RegisterXaction command) {
        String key = command.key();
        if (key == null) {
            return;
        }
        if (draft.keys.size() >= draft.limits().keysMax()) {
            ExpiryRules.forgetKey(draft);
        }
        IdempotencyKey expired = draft.keys.get(key);
        if (expired != null) {
            draft.keysByExpiry = draft.keysByExpiry.minus(new Information.KeyExpiry(expired.expiresMillis(), key));
        }
        long expires = draft.now() + draft.limits().keyWindow().toMillis();
        draft.keys = draft.keys.plus(key, new IdempotencyKey(command.id(), command.bodyHash(), expires));
        draft.keysByExpiry = draft.keysByExpiry.plus(new Information.KeyExpiry(expires, key), key);
    }
}
