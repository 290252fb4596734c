package infocenter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code xic rm}. */
@Command(
        name = "rm",
        description = "Removes one object. For many, start a delete job.",
        mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "BUCKET", description = "The bucket.")
    String bucket = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "The object.")
    String name = "";

    @Override
    public Integer call() {
        new Objects(connection.door()).delete(bucket, name);
        return ExitCode.DONE;
    }
}
