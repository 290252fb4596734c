package infocenter.gateway.supervise;

import static infocenter.gateway.supervise.Stage.T1;
import static infocenter.gateway.supervise.Stage.T2;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Xaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A target above its high watermark makes the leader start lru, once. */
class LruStartsTest {
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Stage stage = new Stage();

    private List<Xaction> rows() {
        return stage.table.latest().information().xactions().rows().values().stream()
                .filter(row -> row.kind().equals("lru"))
                .toList();
    }

    @Test
    void oneWishIsOneXactionAlsoForTheNextLeader() {
        stage.target(T1).wishLru(1);
        stage.pass(A_WHILE);
        assertThat(rows()).hasSize(1).allMatch(row -> row.origin() == Origin.SYSTEM);
        stage.finishEverywhere(rows().get(0).id().value());
        stage.pass(A_WHILE);
        assertThat(rows()).hasSize(1).allMatch(row -> row.end() != null);
        stage.leader.follow();
        stage.table.term(2);
        stage.leader.lead(2);
        stage.pass(A_WHILE);
        assertThat(rows()).as("the wish is the key").hasSize(1);
        stage.target(T1).wishLru(2);
        stage.pass(A_WHILE);
        assertThat(rows()).hasSize(2);
    }

    @Test
    void aWishWaitsWhileAnotherOneIsFulfilled() {
        stage.target(T1).wishLru(1);
        stage.pass(A_WHILE);
        stage.target(T2).wishLru(1);
        stage.pass(A_WHILE);
        assertThat(rows()).hasSize(1);
        stage.finishEverywhere(rows().get(0).id().value());
        stage.pass(A_WHILE);
        assertThat(rows()).hasSize(2);
    }

    @Test
    void aWishThatIsGoneIsNotFulfilled() {
        stage.target(T1).wishLru(1);
        stage.pass(A_WHILE);
        stage.target(T2).wishLru(1);
        stage.pass(A_WHILE);
        stage.target(T2).wishLru(0);
        stage.finishEverywhere(rows().get(0).id().value());
        stage.pass(A_WHILE);
        assertThat(rows()).hasSize(1);
    }
}
