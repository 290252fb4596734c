package infocenter.gateway;

import infocenter.client.IcFailure;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.gateway.join.Admission;
import infocenter.gateway.join.Challenges;
import infocenter.gateway.join.Epochs;
import infocenter.gateway.map.FollowMap;
import infocenter.gateway.map.GatewayDoors;
import infocenter.gateway.node.HttpNodeCalls;
import infocenter.gateway.node.NodeAnswers;
import infocenter.member.RaftMember;
import infocenter.member.SessionIcClient;
import infocenter.node.ChallengeAnswer;
import infocenter.node.ChallengeRequest;
import infocenter.node.ClusterMap;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.MapRequest;
import infocenter.node.ReachAnswer;
import infocenter.node.ReachRequest;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.ReportAnswer;
import infocenter.node.ReportRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Takes each question of another node to the part that knows. Any thread. */
final class GatewayAnswers implements NodeAnswers {
    private static final Duration WITHIN = Duration.ofSeconds(3);
    /** A target that is asked for on behalf of the leader (design section 4, point 3). */
    private static final Duration REACH_WITHIN = Duration.ofSeconds(2);

    private final RaftMember member;
    private final SessionIcClient ic;
    private final FollowMap maps;
    private final GatewayDoors doors;
    private final HttpNodeCalls calls;
    private final Function<ReportRequest, CompletableFuture<ReportAnswer>> reports;
    private final Admission admission;
    private final Epochs epochs;
    private final Challenges challenges;

    GatewayAnswers(
            RaftMember member,
            SessionIcClient ic,
            FollowMap maps,
            GatewayDoors doors,
            HttpNodeCalls calls,
            Function<ReportRequest, CompletableFuture<ReportAnswer>> reports,
            Admission admission,
            Epochs epochs,
            Challenges challenges) {
        this.member = member;
        this.ic = ic;
        this.maps = maps;
        this.doors = doors;
        this.calls = calls;
        this.reports = reports;
        this.admission = admission;
        this.epochs = epochs;
        this.challenges = challenges;
    }

    @Override
    public CompletableFuture<ChallengeAnswer> challenge(ChallengeRequest request) {
        return CompletableFuture.completedFuture(challenges.ask(request));
    }

    @Override
    public CompletableFuture<JoinAnswer> join(JoinRequest request) {
        Identity cluster = member.cluster();
        if (cluster == null) {
            admission.heardOf(request.join().clusterId(), request.join().id());
            return CompletableFuture.failedFuture(new IcFailure.NotReady("this gateway is in no cluster yet"));
        }
        Outcome.Refused unproven = challenges.refuse(request.join(), request.proof());
        if (unproven != null) {
            return CompletableFuture.completedFuture(new JoinAnswer(cluster.clusterId(), unproven));
        }
        return ic.submitSessionless(request.join(), WITHIN)
                .thenApply(receipt -> new JoinAnswer(cluster.clusterId(), receipt.outcome()));
    }

    @Override
    public CompletableFuture<SubmitAnswer> submit(SubmitRequest request) {
        Command.JoinNode join = request.join();
        Outcome.Refused unproven = join == null ? null : challenges.refuse(join, request.proof());
        if (unproven != null) {
            return CompletableFuture.completedFuture(new SubmitAnswer(
                    SubmitAnswer.Status.APPLIED,
                    "",
                    0,
                    0,
                    Collections.nCopies(request.batch().commands().size(), unproven)));
        }
        return member.answer(request);
    }

    @Override
    public TermAnswer term(TermRequest request) {
        return member.answer(request);
    }

    @Override
    public WhoAnswer who(WhoRequest request) {
        epochs.heard(request.clusterId(), request.epoch());
        admission.heardOf(request.clusterId(), request.sender());
        return admission.who(request);
    }

    @Override
    public CompletableFuture<ReadIndexAnswer> readIndex(ReadIndexRequest request) {
        return member.answer(request);
    }

    @Override
    public CompletableFuture<ClusterMap> map(MapRequest request) {
        if (ic.member()) {
            return ic.read(WITHIN).thenApply(FollowMap::of);
        }
        if (maps.view().identity() == null) {
            return CompletableFuture.failedFuture(new IcFailure.NotReady("this gateway is in no cluster yet"));
        }
        Node sender = maps.view().node(request.sender());
        // Gateways without a table must not ask each other in a ring.
        return sender != null && sender.role() == Role.TARGET
                ? maps.newer().thenApply(view -> view.map())
                : CompletableFuture.completedFuture(maps.view().map());
    }

    @Override
    public CompletableFuture<ReportAnswer> report(ReportRequest request) {
        return reports.apply(request);
    }

    @Override
    public CompletableFuture<ReachAnswer> reach(ReachRequest request) {
        return calls.passOn(request.nodeUrl(), request.sync(), REACH_WITHIN)
                .handle((answer, failure) ->
                        answer == null ? new ReachAnswer(false, new byte[0]) : new ReachAnswer(true, answer));
    }

    @Override
    public String leaderUrl() {
        // A member that has just lost the lead hears of nobody's at first, and of no change later.
        String known = ic.member() ? member.status().leaderUrl() : "";
        return known.isEmpty() ? doors.leader() : known;
    }
}
