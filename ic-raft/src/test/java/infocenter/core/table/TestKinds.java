package infocenter.core.table;

import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Scope;
import infocenter.core.xaction.Kind.Type;
import infocenter.core.xaction.Policy;
import java.time.Duration;
import java.util.List;

/** Kinds that no cluster has yet, for rules that no kind needs yet. */
final class TestKinds {
    static final Kind SWEEP = kind("sweep", Scope.CLUSTER, false, List.of("copy"), 1, Policy.CONTINUE);
    static final Kind REBALANCE = new Kind(
            "rebalance",
            "Rebalance",
            Scope.CLUSTER,
            false,
            false,
            false,
            List.of("copy"),
            1,
            Policy.RESTART,
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            List.of(new Argument("version", Type.INTEGER, true, "", 1, Long.MAX_VALUE)),
            List.of());
    static final Kind COPY = kind("copy", Scope.TWO_BUCKETS, true, List.of(), 3, Policy.RESTART);
    static final Kind EVICT = kind("evict", Scope.BUCKET, true, List.of("copy"), 3, Policy.ABORT);
    static final Kind READ = kind("read", Scope.BUCKET, true, List.of(), 100, Policy.CONTINUE);
    static final Kind TYPED = new Kind(
            "typed",
            "Typed",
            Scope.CLUSTER,
            true,
            false,
            false,
            List.of(),
            10,
            Policy.ABORT,
            Duration.ZERO,
            Duration.ofSeconds(2),
            List.of(
                    new Argument("name", Type.STRING, true, "", 1, 4),
                    new Argument("count", Type.INTEGER, false, "", 1, 10),
                    new Argument("deep", Type.BOOLEAN, false, "", 0, 0),
                    new Argument("list", Type.NAMES, false, "", 1, 2)),
            List.of());

    static final List<Kind> ALL = List.of(SWEEP, COPY, EVICT, READ, TYPED, REBALANCE);

    private TestKinds() {}

    private static Kind kind(
            String name, Scope scope, boolean startable, List<String> excludes, int cap, Policy policy) {
        return new Kind(
                name,
                name,
                scope,
                startable,
                false,
                false,
                excludes,
                cap,
                policy,
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                List.of(),
                List.of());
    }
}
