package infocenter.gateway.start;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.core.cluster.Node;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.table.DryStart;
import infocenter.core.xaction.BlobAddress;
import infocenter.gateway.node.TargetCalls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings arguments that are too large for a row to the targets, before the start is registered. First the start is tried dry: what
 * would be refused anyway is sent nowhere. Any thread; everything may be repeated, since a blob has one address.
 */
public final class LargeArguments {
    private static final Logger LOG = LoggerFactory.getLogger(LargeArguments.class);

    private final IcClient ic;
    private final Supplier<List<Node>> targets;
    private final TargetCalls calls;
    private final Duration within;
    private final Executor offLoop;

    /**
     * @param targets of the active placement
     * @param within longest wait for the group
     * @param offLoop where megabytes of text are judged
     */
    public LargeArguments(
            IcClient ic, Supplier<List<Node>> targets, TargetCalls calls, Duration within, Executor offLoop) {
        this.ic = ic;
        this.targets = targets;
        this.calls = calls;
        this.within = within;
        this.offLoop = offLoop;
    }

    /**
     * What a start with these arguments would come to now, and where.
     *
     * @param instead of registering: refused or known already; null when it may be registered
     */
    record Prepared(@Nullable Outcome instead, long term, long index) {}

    /** Their address. */
    static BlobAddress address(String arguments) {
        byte[] bytes = arguments.getBytes(StandardCharsets.UTF_8);
        return new BlobAddress(CanonicalJson.sha256(bytes), bytes.length);
    }

    /**
     * Completes when the targets have them on disk. It is enough that one has: the others get them from there, and a start that one
     * of them never acknowledges is aborted as any other. Fails with an {@code IcFailure}.
     *
     * @param command names them by address
     */
    CompletableFuture<Prepared> prepare(Command.RegisterXaction command, BlobAddress address, String arguments) {
        return dry(command, arguments)
                .thenCompose(tried -> tried.instead() != null
                        ? CompletableFuture.completedFuture(tried)
                        : send(command, address, arguments.getBytes(StandardCharsets.UTF_8))
                                .thenApply(sent -> tried));
    }

    /** Without a table only the arguments are judged; the rest is said by the entry. */
    private CompletableFuture<Prepared> dry(Command.RegisterXaction command, String arguments) {
        if (!ic.member()) {
            return CompletableFuture.completedFuture(new Prepared(DryStart.refuse(command.kind(), arguments), 0, 0));
        }
        return ic.read(within)
                .thenApplyAsync(
                        moment -> {
                            Outcome outcome = DryStart.of(moment.information(), command, arguments);
                            return new Prepared(
                                    outcome instanceof Outcome.Registered ? null : outcome,
                                    moment.term(),
                                    moment.index());
                        },
                        offLoop);
    }

    private CompletableFuture<Void> send(Command.RegisterXaction command, BlobAddress address, byte[] bytes) {
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (Node target : targets.get()) {
            if (target.up()) {
                answers.add(calls.keep(target.addresses().nodeUrl(), address, bytes, StartLimits.KEEP_WITHIN)
                        .handle((kept, failure) -> kept(command, target, failure)));
            }
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenCompose(all -> answers.stream().anyMatch(CompletableFuture::join)
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(
                                new IcFailure.NotReady("no target could take the arguments of this start")));
    }

    private static boolean kept(Command.RegisterXaction command, Node target, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.atWarn()
                    .addKeyValue("xaction", command.id())
                    .addKeyValue("target", target.id())
                    .addKeyValue("outcome", String.valueOf(failure.getMessage()))
                    .log("large arguments not taken; the target asks another one");
        }
        return failure == null;
    }
}
