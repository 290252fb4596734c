package infocenter.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic stop}. */
@Command(
        name = "stop",
        description = "Aborts a job; it is shown as aborted when every target has stopped it.",
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "ID", description = "The job.")
    String id = "";

    @Option(names = "--reason", description = "Kept in the row.")
    @Nullable
    String reason;

    @Override
    public Integer call() {
        Answer answer = connection.door().delete(Paths.xaction(id) + Paths.query("reason", reason));
        connection.printer().fields(answer.body(), "id", "state", "cause");
        return ExitCode.DONE;
    }
}
