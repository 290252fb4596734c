package infocenter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code xic gateway}. */
@Command(
        name = "gateway",
        description = "Runs a gateway in the foreground until it is told to stop.",
        mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Its settings; see conf/gateway.yaml.")
    Path config = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        Roles roles = new Roles();
        roles.start("gateway", config);
        roles.untilTold();
        return ExitCode.DONE;
    }
}
