package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<CompletableFuture<String>> begun = new ArrayList<>();
    private final Rounds<String> rounds = new Rounds<>(this::begin, Runnable::run);

    private CompletableFuture<String> begin() {
        CompletableFuture<String> round = new CompletableFuture<>();
        begun.add(round);
        return round;
    }

    @Test
    void newcomersWaitForTheNextRound() {
        CompletableFuture<String> first = rounds.next();
        CompletableFuture<String> late = rounds.next();
        CompletableFuture<String> later = rounds.next();
        assertThat(begun).hasSize(1);
        begun.get(0).complete("one");
        assertThat(first).isCompletedWithValue("one");
        assertThat(late).isNotDone();
        assertThat(begun).hasSize(2);
        begun.get(1).complete("two");
        assertThat(late).isCompletedWithValue("two");
        assertThat(later).isCompletedWithValue("two");
        assertThat(begun).hasSize(2);
    }

    @Test
    void aFailedRoundFailsOnlyThoseThatItServed() {
        CompletableFuture<String> first = rounds.next();
        CompletableFuture<String> second = rounds.next();
        begun.get(0).completeExceptionally(new IllegalStateException("no"));
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isNotDone();
        begun.get(1).complete("yes");
        assertThat(second).isCompletedWithValue("yes");
    }

    @Test
    void afterQuietTheNextAskerBeginsARoundAgain() {
        rounds.next();
        begun.get(0).complete("one");
        CompletableFuture<String> again = rounds.next();
        assertThat(begun).hasSize(2);
        begun.get(1).complete("two");
        assertThat(again).isCompletedWithValue("two");
    }
}
