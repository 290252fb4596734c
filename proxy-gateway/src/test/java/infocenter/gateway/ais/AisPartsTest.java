package infocenter.gateway.ais;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.client.IcFailure;
import infocenter.core.bucket.BucketName;
import infocenter.gateway.change.Insist;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How AIStore's dialect is read. */
class AisPartsTest {
    @Test
    void namesMatchInAnyCaseAndNullIsNothing() {
        AisFields fields = json("{\"Kind\":\"lru\",\"BCK\":null,\"n\":\"7\",\"m\":8,\"other\":{\"a\":1,\"A\":2}}");
        assertThat(fields.text("kind")).isEqualTo("lru");
        assertThat(fields.has("bck")).isFalse();
        assertThat(fields.object("bck").all()).isEmpty();
        assertThat(fields.list("none")).isEmpty();
        assertThat(fields.whole("N", 0)).isEqualTo(7);
        assertThat(fields.whole("M", 0)).isEqualTo(8);
        // A client's own names keep their case.
        assertThat(fields.object("other").all()).hasSize(2);
        assertThat(json("").all()).isEmpty();
        assertThat(json("null").all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "7", "{} {}", "{\"a\":}", "nonsense", "{\"a\":NaN}"})
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(AisRefusal.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> json("{\"a\":" + "[".repeat(10_000))).isInstanceOf(AisRefusal.class);
    }

    @Test
    void wrongTypesAreRefusedByName() {
        AisFields fields = json("{\"a\":7,\"b\":\"x\",\"c\":1.5,\"d\":[1]}");
        assertThatThrownBy(() -> fields.text("a")).hasMessageContaining("\"a\"");
        assertThatThrownBy(() -> fields.flag("b")).hasMessageContaining("\"b\"");
        assertThatThrownBy(() -> fields.whole("b", 0)).hasMessageContaining("\"b\"");
        assertThatThrownBy(() -> fields.whole("c", 0)).hasMessageContaining("\"c\"");
        assertThatThrownBy(() -> fields.texts("d")).hasMessageContaining("\"d\"");
        assertThatThrownBy(() -> fields.object("d")).hasMessageContaining("\"d\"");
    }

    @ParameterizedTest
    @CsvSource({"45s,45000", "1h0m,3600000", "1.5s,1500", "250ms,250", "2m30s,150000", "0,0", "'',0"})
    void timesAreThoseOfGo(String text, long millis) {
        assertThat(GoDuration.parse("f", text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "5", "5x", "s", "1h-2m", "99999999999999999999h"})
    void otherTimesAreRefused(String text) {
        assertThatThrownBy(() -> GoDuration.parse("f", text)).hasMessageContaining("\"f\"");
    }

    @Test
    void bucketsAreReadOutOfTheirUname() {
        assertThat(AisBuckets.ofUname("ais/@#/b/")).isEqualTo(BucketName.of("b"));
        assertThat(AisBuckets.ofUname("/@u#n/b/")).isEqualTo(new BucketName("ais", "u#n", "b"));
        assertThatThrownBy(() -> AisBuckets.ofUname("b")).isInstanceOf(AisRefusal.class);
        assertThatThrownBy(() -> AisBuckets.ofUname("aws/@#/b/"))
                .isInstanceOfSatisfying(
                        AisRefusal.class,
                        refusal -> assertThat(refusal.error().status()).isEqualTo(501));
    }

    @Test
    void whatNobodyKnowsIsAskedAgainUntilSomebodyDoes() {
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<String> answer = Insist.on(
                () -> asked.incrementAndGet() < 3
                        ? CompletableFuture.failedFuture(new IcFailure.CommitUnknown("lost"))
                        : CompletableFuture.completedFuture("done"),
                System::nanoTime);
        assertThat(answer.join()).isEqualTo("done");
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatIsKnownToHaveFailedIsNotAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<String> answer = Insist.on(
                () -> {
                    asked.incrementAndGet();
                    return CompletableFuture.failedFuture(new IcFailure.NoLeader("none"));
                },
                System::nanoTime);
        assertThatThrownBy(answer::join).hasRootCauseInstanceOf(IcFailure.NoLeader.class);
        assertThat(asked).hasValue(1);
    }

    private static AisFields json(String text) {
        return AisJson.object(text.getBytes(StandardCharsets.UTF_8));
    }
}
