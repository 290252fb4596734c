package infocenter.sim;

import infocenter.client.Receipt;
import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordAcknowledgements.Acknowledgement;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.command.Outcome;
import infocenter.core.command.Outcome.Assignment;
import infocenter.core.command.Outcome.Registered;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderRequest;
import infocenter.node.ReportAnswer;
import infocenter.node.ReportRequest;
import infocenter.wire.NodeCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.pcollections.TreePMap;

/**
 * A gateway's start path: register, and only when that is committed tell the targets; answer when all have acknowledged, and log that
 * right after. What fails on the way the supervisor finds. Aborts, and ends that targets push, come in here as well.
 */
final class Starts {
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final int START_BY = 5_000;
    private static final int GRACE = 1_000;
    private static final int LOOK_EVERY = 150;

    private final Gateway gateway;
    private final World world;

    /**
     * What a client wants.
     *
     * @param key idempotency key
     */
    record Ask(String key, String kind, String arguments, List<String> buckets, boolean partial) {}

    /**
     * What it is told.
     *
     * @param index that the answer is of
     */
    record Told(XactionId id, boolean acknowledged, long index) {}

    /** The table said no; a client does not ask again. */
    static final class No extends RuntimeException {
        private static final long serialVersionUID = 1L;

        No(Outcome outcome) {
            super(outcome.toString());
        }
    }

    Starts(Gateway gateway, World world) {
        this.gateway = gateway;
        this.world = world;
    }

    CompletableFuture<Told> start(Ask ask) {
        Command.RegisterXaction command = new Command.RegisterXaction(
                world.mint(),
                ask.kind(),
                ask.arguments(),
                "",
                ask.buckets().stream().map(BucketName::of).toList(),
                TreePMap.empty(),
                ask.key(),
                "body of " + ask.key(),
                Origin.CLIENT,
                new Caller("simulated", gateway.id.value(), ""),
                ask.partial(),
                START_BY,
                0);
        if (!world.pieces.commitsBeforeBroadcast()) {
            tellEarly(command);
        }
        return gateway.submit(command, WITHIN).thenCompose(receipt -> registered(command, receipt));
    }

    private CompletableFuture<Told> registered(Command.RegisterXaction command, Receipt receipt) {
        if (receipt.outcome() instanceof Registered row) {
            CompletableFuture<Told> answer = new CompletableFuture<>();
            new UnderWay(command, row, receipt, answer).tell();
            return answer;
        }
        if (receipt.outcome() instanceof Outcome.AlreadyDone done) {
            return CompletableFuture.completedFuture(new Told(new XactionId(done.subject()), false, receipt.index()));
        }
        return CompletableFuture.failedFuture(new No(receipt.outcome()));
    }

    /** One start between its entry and its answer. */
    private final class UnderWay {
        private final Command.RegisterXaction command;
        private final Registered row;
        private final Receipt receipt;
        private final CompletableFuture<Told> answer;
        private final TreeMap<NodeId, Assignment> owed = new TreeMap<>();
        private final List<Acknowledgement> fresh = new ArrayList<>();
        private final long begun = world.time.nanos();
        private int asked;

        UnderWay(Command.RegisterXaction command, Registered row, Receipt receipt, CompletableFuture<Told> answer) {
            this.command = command;
            this.row = row;
            this.receipt = receipt;
            this.answer = answer;
            row.assignments().forEach(assignment -> owed.put(assignment.target(), assignment));
        }

        void tell() {
            asked = owed.size();
            for (Assignment assignment : row.assignments()) {
                world.journal.on(send(command, row, assignment, receipt.term()), (said, lost) -> {
                    boolean accepted = said != null && said.results().get(0).status() == OrderAnswer.Status.ACCEPTED;
                    if (accepted) {
                        owed.remove(assignment.target());
                        fresh.add(new Acknowledgement(row.id(), assignment.target(), assignment.incarnation(), 1));
                    }
                    asked--;
                    if (asked == 0) {
                        all();
                    }
                });
            }
            if (owed.isEmpty()) {
                all();
            }
        }

        private void all() {
            if (!fresh.isEmpty()) {
                gateway.submit(new Command.RecordAcknowledgements(List.copyOf(fresh)), WITHIN);
            }
            if (owed.isEmpty()) {
                answer.complete(new Told(row.id(), true, receipt.index()));
            } else {
                look();
            }
        }

        /** The supervisor goes on; this only looks. */
        private void look() {
            world.journal.on(gateway.read(WITHIN), (moment, failure) -> {
                Xaction present =
                        moment == null ? null : moment.information().xactions().find(row.id());
                if (present != null) {
                    owed.keySet()
                            .removeIf(target -> !(present.runs().get(target).state() instanceof RunState.Owed));
                }
                boolean aborting = present != null && present.abort() != null;
                boolean over = world.since(begun) > START_BY + GRACE;
                if (aborting || owed.isEmpty() || over) {
                    long index = moment == null ? receipt.index() : moment.index();
                    answer.complete(new Told(row.id(), !aborting && owed.isEmpty(), Math.max(index, receipt.index())));
                } else {
                    gateway.machine.after(LOOK_EVERY, this::look);
                }
            });
        }
    }

    private CompletableFuture<OrderAnswer> send(
            Command.RegisterXaction command, Registered row, Assignment assignment, long term) {
        List<NodeId> targets =
                row.assignments().stream().map(Assignment::target).toList();
        Order order = new Order(
                Order.Type.START,
                row.id(),
                1,
                assignment.incarnation(),
                row.sequence(),
                command.kind(),
                command.arguments(),
                "",
                row.buckets(),
                targets);
        Target target = world.target(assignment.target());
        return world.network.call(
                gateway.machine,
                target.machine,
                START_BY,
                NodeCodec.ORDER_REQUEST,
                new OrderRequest(Gateway.CLUSTER, 1, term, gateway.id, List.of(order)),
                NodeCodec.ORDER_ANSWER,
                target::obey);
    }

    /** Planted: the targets hear of it before the table. */
    private void tellEarly(Command.RegisterXaction command) {
        var now = gateway.latest().information();
        List<Assignment> assignments = now.cluster().all(Role.TARGET).stream()
                .filter(Node::up)
                .map(node -> new Assignment(
                        node.id(), node.incarnation(), node.addresses().nodeUrl()))
                .toList();
        Registered guess = new Registered(command.id(), now.sequence() + 1, List.of(), assignments);
        assignments.forEach(assignment -> send(command, guess, assignment, gateway.term()));
    }

    CompletableFuture<Told> abort(XactionId id) {
        if (!world.pieces.logsAborts()) {
            return CompletableFuture.completedFuture(
                    new Told(id, true, gateway.latest().index()));
        }
        Command command =
                new Command.RequestAbort(id, Origin.CLIENT, new Caller("simulated", gateway.id.value(), "enough"));
        return gateway.submit(command, WITHIN).thenApply(receipt -> {
            boolean ended =
                    receipt.outcome() instanceof Outcome.Refused refused && refused.reason() == Reason.ALREADY_ENDED;
            if (receipt.outcome() instanceof Outcome.Refused && !ended) {
                throw new No(receipt.outcome());
            }
            return new Told(id, !ended, receipt.index());
        });
    }

    /** A target pushes ends; the answer names what is committed. */
    CompletableFuture<ReportAnswer> report(ReportRequest request) {
        List<RunEnd> ends = request.reports().stream()
                .map(report -> new RunEnd(
                        report.id(),
                        request.target(),
                        request.incarnation(),
                        report.attempt(),
                        report.sequence(),
                        report.error().isEmpty() ? RunEnd.How.FINISHED : RunEnd.How.FAILED,
                        report.error(),
                        report.counters()))
                .toList();
        return gateway.submit(new Command.RecordReports(ends), WITHIN).handle((receipt, failure) -> {
            boolean taken = failure == null && !(receipt.outcome() instanceof Outcome.Refused);
            return new ReportAnswer(
                    taken
                            ? request.reports().stream()
                                    .map(report -> report.sequence())
                                    .toList()
                            : List.of());
        });
    }
}
