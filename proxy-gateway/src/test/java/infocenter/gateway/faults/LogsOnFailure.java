package infocenter.gateway.faults;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Prints the end of each node's log when a test fails, since the folder goes when the tests are over. */
record LogsOnFailure(Supplier<RealCluster> cluster, int lines) implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failed) throws Throwable {
        System.out.println(
                context.getDisplayName() + " failed: " + failed + cluster.get().logs(lines));
        throw failed;
    }
}
