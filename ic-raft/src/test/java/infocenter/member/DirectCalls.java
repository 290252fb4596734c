package infocenter.member;

import infocenter.client.PeerCalls;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Node doors of one JVM: direct calls, with switches to cut a door, to lose answers, and to count. */
final class DirectCalls implements PeerCalls {
    private final Map<String, RaftMember> doors = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final AtomicInteger submitAnswersToLose = new AtomicInteger();
    final AtomicInteger submits = new AtomicInteger();
    final AtomicInteger terms = new AtomicInteger();

    void open(String url, RaftMember member) {
        doors.put(url, member);
    }

    void close(String url) {
        doors.remove(url);
    }

    /** Nobody gets an answer from there. */
    void cut(String url) {
        cut.add(url);
    }

    void mend(String url) {
        cut.remove(url);
    }

    /** The next submits are carried out, but their answers get lost. */
    void loseSubmitAnswers(int count) {
        submitAnswersToLose.set(count);
    }

    @Override
    public CompletableFuture<SubmitAnswer> submit(String nodeUrl, SubmitRequest request, Duration within) {
        submits.incrementAndGet();
        boolean lose = submitAnswersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        CompletableFuture<SubmitAnswer> answer = ask(nodeUrl, within, member -> member.answer(request));
        return lose
                ? answer.thenCompose(lost -> CompletableFuture.failedFuture(new IOException("answer lost")))
                : answer;
    }

    @Override
    public CompletableFuture<TermAnswer> term(String nodeUrl, TermRequest request, Duration within) {
        terms.incrementAndGet();
        return ask(nodeUrl, within, member -> CompletableFuture.completedFuture(member.answer(request)));
    }

    @Override
    public CompletableFuture<ReadIndexAnswer> readIndex(String nodeUrl, ReadIndexRequest request, Duration within) {
        return ask(nodeUrl, within, member -> member.answer(request));
    }

    private <T> CompletableFuture<T> ask(
            String nodeUrl, Duration within, Function<RaftMember, CompletableFuture<T>> call) {
        RaftMember member = doors.get(nodeUrl);
        if (member == null) {
            return CompletableFuture.failedFuture(new ConnectException(nodeUrl));
        }
        if (cut.contains(nodeUrl)) {
            return new CompletableFuture<T>().orTimeout(within.toNanos(), TimeUnit.NANOSECONDS);
        }
        return call.apply(member).copy().orTimeout(within.toNanos(), TimeUnit.NANOSECONDS);
    }
}
