package infocenter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code xic target}. */
@Command(
        name = "target",
        description = "Runs a target in the foreground until it is told to stop.",
        mixinStandardHelpOptions = true)
final class TargetCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Its settings; see conf/target.yaml.")
    Path config = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        Roles roles = new Roles();
        roles.start("target", config);
        roles.untilTold();
        return ExitCode.DONE;
    }
}
