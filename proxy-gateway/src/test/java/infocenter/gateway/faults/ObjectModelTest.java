package infocenter.gateway.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.gateway.faults.ObjectModel.Look;
import infocenter.gateway.faults.ObjectModel.Outcome;
import infocenter.gateway.faults.ObjectModel.Write;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model must let every right history pass, and must be able to fail: histories made by hand, one mistake each. */
class ObjectModelTest {
    private static final String NAME = "n";

    private final ObjectModel model = new ObjectModel();

    @Test
    void aReadGivesTheLastAcknowledgedWrite() {
        put(Outcome.DONE);
        int last = put(Outcome.DONE);
        right(() -> model.sawPut(model.beginLook(), NAME, last));
        right(() -> model.deleted(model.beginDelete(NAME), true));
    }

    @Test
    void aStaleReadIsFound() {
        int first = put(Outcome.DONE);
        put(Outcome.DONE);
        wrong("read of 1", () -> model.sawPut(model.beginLook(), NAME, first));
    }

    @Test
    void aLostWriteIsFound() {
        put(Outcome.DONE);
        wrong("404", () -> model.sawNothing(model.beginLook(), NAME));
    }

    @Test
    void aDeletedObjectThatIsBackIsFound() {
        int put = put(Outcome.DONE);
        delete(Outcome.DONE);
        right(() -> model.sawNothing(model.beginLook(), NAME));
        wrong("read of 1", () -> model.sawPut(model.beginLook(), NAME, put));
        wrong("deleted", () -> model.deleted(model.beginDelete(NAME), true));
    }

    @Test
    void aDeleteThatDoesNotFindALivingObjectIsFound() {
        put(Outcome.DONE);
        wrong("404 for the delete", () -> model.deleted(model.beginDelete(NAME), false));
        right(() -> model.deleted(model.beginDelete(NAME), false));
    }

    @Test
    void aContentThatNobodyWroteIsFound() {
        put(Outcome.DONE);
        wrong("nobody wrote", () -> model.sawPut(model.beginLook(), NAME, 7));
    }

    @Test
    void aReadThatOverlapsAWriteGivesEither() {
        int first = put(Outcome.DONE);
        Look early = model.beginLook();
        Look late = model.beginLook();
        Write second = model.beginPut(NAME);
        right(() -> model.sawPut(early, NAME, first));
        right(() -> model.sawPut(late, NAME, second.counter()));
    }

    @Test
    void aReadThatSawTheNewOneForbidsTheOldOneAfterwards() {
        int first = put(Outcome.DONE);
        Write second = model.beginPut(NAME);
        model.sawPut(model.beginLook(), NAME, second.counter());
        wrong("read of 1", () -> model.sawPut(model.beginLook(), NAME, first));
    }

    @Test
    void aWriteWithoutAnAnswerMayHaveHappened() {
        int first = put(Outcome.DONE);
        int second = put(Outcome.UNKNOWN);
        right(() -> model.sawPut(model.beginLook(), NAME, second));
        wrong("read of 1", () -> model.sawPut(model.beginLook(), NAME, first));
    }

    @Test
    void orMayNotHaveHappenedAndThenDoesNotHappenAnyMore() {
        int first = put(Outcome.DONE);
        int second = put(Outcome.UNKNOWN);
        right(() -> model.sawPut(model.beginLook(), NAME, first));
        wrong("read of 2", () -> model.sawPut(model.beginLook(), NAME, second));
    }

    @Test
    void aDeleteWithoutAnAnswerLeavesBothOpenUntilOneIsSeen() {
        int put = put(Outcome.DONE);
        delete(Outcome.UNKNOWN);
        right(() -> model.listed(model.beginLook(), List.of(NAME), List.of(NAME)));
        right(() -> model.sawNothing(model.beginLook(), NAME));
        wrong("read of 1", () -> model.sawPut(model.beginLook(), NAME, put));
    }

    @Test
    void aWriteThatNobodyWaitsForMayComeLate() {
        put(Outcome.DONE);
        int open = put(Outcome.OPEN);
        int last = put(Outcome.DONE);
        right(() -> model.sawPut(model.beginLook(), NAME, last));
        right(() -> model.sawPut(model.beginLook(), NAME, open));
    }

    @Test
    void listsAreCompleteAndWithoutDuplicates() {
        put(Outcome.DONE);
        List<String> among = List.of(NAME, "other");
        right(() -> model.listed(model.beginLook(), List.of(NAME), among));
        wrong("twice", () -> model.listed(model.beginLook(), List.of(NAME, NAME), among));
        wrong("not listed", () -> model.listed(model.beginLook(), List.of(), among));
        wrong("listed", () -> model.listed(model.beginLook(), List.of(NAME, "other"), among));
        wrong("never written", () -> model.listed(model.beginLook(), List.of(NAME, "stranger"), among));
    }

    @Test
    void aListShowsNoDeletedObject() {
        put(Outcome.DONE);
        delete(Outcome.DONE);
        right(() -> model.listed(model.beginLook(), List.of(), List.of(NAME)));
        wrong("listed", () -> model.listed(model.beginLook(), List.of(NAME), List.of(NAME)));
    }

    @Test
    void aNameThatIsWrittenMeanwhileMayBeListedOrNot() {
        put(Outcome.DONE);
        Look look = model.beginLook();
        delete(Outcome.DONE);
        put(Outcome.DONE);
        right(() -> model.listed(look, List.of(), List.of(NAME)));
        right(() -> model.listed(look, List.of(NAME), List.of(NAME)));
        wrong("not listed", () -> model.listed(model.beginLook(), List.of(), List.of(NAME)));
    }

    private int put(Outcome outcome) {
        Write write = model.beginPut(NAME);
        model.end(write, outcome);
        return write.counter();
    }

    private void delete(Outcome outcome) {
        model.end(model.beginDelete(NAME), outcome);
    }

    private static void right(org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThatCode(step).doesNotThrowAnyException();
    }

    private static void wrong(String said, org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOf(AssertionError.class).hasMessageContaining(said);
    }
}
