package infocenter.check;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xic check-history}: was what clients were told possible? */
@Command(
        name = "check-history",
        description = {
            "Judges a recorded history (history.jsonl of scripts/chaos): could a correct table have given these answers?",
            "Exit codes: 0 it could, 1 it could not, 2 the file is no history."
        },
        mixinStandardHelpOptions = true)
public final class CheckHistoryCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "One JSON object a line.")
    Path file = Path.of("");

    @Option(names = "--allow-purge", description = "Rows that have ended may be removed.")
    boolean allowPurge;

    @Option(names = "--strict-finish", description = "A row finishes only by a recorded finish.")
    boolean strictFinish;

    @Override
    public Integer call() {
        return Judge.judge(
                file,
                new Rules(allowPurge, strictFinish),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
