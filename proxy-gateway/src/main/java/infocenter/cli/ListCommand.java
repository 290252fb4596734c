package infocenter.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xic list}. */
@Command(name = "list", description = "Lists jobs, newest first.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Option(names = "--kind", description = "Only of this kind.")
    @Nullable
    String kind;

    @Option(names = "--state", description = "created, running, aborting, finished or aborted.")
    @Nullable
    String state;

    @Option(names = "--bucket", description = "Only on this bucket.")
    @Nullable
    String bucket;

    @Option(names = "--active", description = "Only those that have not ended.")
    boolean active;

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "At most so many, 1 to 1000. Default: ${DEFAULT-VALUE}")
    int limit;

    @Override
    public Integer call() {
        String query = Paths.query(
                "kind",
                kind,
                "state",
                state,
                "bucket",
                bucket,
                "active",
                active ? "true" : null,
                "limit",
                String.valueOf(limit));
        Answer answer = connection.door().get(Paths.ROOT + "/xactions" + query);
        connection
                .printer()
                .items(
                        answer.body(),
                        "id",
                        "kind",
                        "buckets",
                        "state",
                        "cause",
                        "progress.objects",
                        "progress.bytes",
                        "progress.percent",
                        "startTime",
                        "endTime",
                        "error");
        return ExitCode.DONE;
    }
}
