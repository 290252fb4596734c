package infocenter.gateway.start;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Takes failures out of the wrapping that composed futures put around them. */
final class Causes {
    private Causes() {}

    static @Nullable Throwable of(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
