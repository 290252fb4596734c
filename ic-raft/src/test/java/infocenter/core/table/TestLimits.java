package infocenter.core.table;

import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Kinds;
import java.util.List;
import java.util.function.Consumer;

/** Small limits, so that a test reaches them. */
final class TestLimits {
    int active = 10_000;
    int ended = 1_000_000;
    int keys = 1_000_000;
    int events = 10_000;
    int buckets = 100_000;
    int former = 100;
    int nodes = 1_000;
    int attempts = 100;
    int expired = 10_000;
    List<Kind> kinds = Kinds.ALL;

    static Rules of(Consumer<TestLimits> change) {
        TestLimits limits = new TestLimits();
        change.accept(limits);
        Limits standard = Limits.STANDARD;
        return new Rules(
                new Limits(
                        limits.active,
                        limits.ended,
                        limits.keys,
                        standard.keyWindow(),
                        limits.events,
                        limits.buckets,
                        limits.former,
                        limits.nodes,
                        standard.labelsMax(),
                        standard.labelNameCharsMax(),
                        standard.labelValueCharsMax(),
                        standard.textCharsMax(),
                        standard.argumentBytesMax(),
                        standard.argumentBytesKept(),
                        standard.errorCharsMax(),
                        standard.startByMax(),
                        standard.restartStartBy(),
                        standard.deadlineMax(),
                        limits.attempts,
                        standard.rebalanceRetry(),
                        limits.expired),
                limits.kinds);
    }
}
