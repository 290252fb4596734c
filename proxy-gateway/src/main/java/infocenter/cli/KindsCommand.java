package infocenter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code xic kinds}. */
@Command(
        name = "kinds",
        description = "Lists the kinds of jobs, what each takes and how long its end may take when a target dies.",
        mixinStandardHelpOptions = true)
final class KindsCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Override
    public Integer call() {
        Answer answer = connection.door().get(Paths.ROOT + "/kinds");
        connection.printer().items(answer.body(), "name", "scope", "policy", "lossBoundSeconds", "cap", "arguments");
        return ExitCode.DONE;
    }
}
