package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.XactionId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which batches followers are told of at once. */
class CommitNewsTest {
    @Test
    void whatEndsRunsOrChangesTheMapIsToldAtOnce() {
        assertThat(told(new Command.RecordReports(List.of()))).isTrue();
        assertThat(told(new Command.RequestAbort(new XactionId("x"), Origin.CLIENT, Caller.system("test"))))
                .isTrue();
        assertThat(told(new Command.MarkNodeDown(new NodeId("t1"), 1, 1, "silent")))
                .isTrue();
        assertThat(told(new Command.Tick(), new Command.RecordReports(List.of())))
                .isTrue();
    }

    @Test
    void whatIsSampledOrOnlyBeginsWaitsForTheNextEntry() {
        assertThat(told(new Command.Tick())).isFalse();
        assertThat(told(new Command.RecordAcknowledgements(List.of()), new Command.RecordProgress(List.of())))
                .isFalse();
    }

    private static boolean told(Command... commands) {
        List<Batch.Numbered> numbered = java.util.Arrays.stream(commands)
                .map(command -> new Batch.Numbered(1, command))
                .toList();
        return CommitNews.worthTelling(new Batch(1, 1, numbered));
    }
}
