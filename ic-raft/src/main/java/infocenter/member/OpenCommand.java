package infocenter.member;

import infocenter.client.Receipt;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A command whose outcome somebody waits for. All but the future belongs to the {@link CommandQueue}'s lock. */
final class OpenCommand {
    private final Command command;
    private final int bytes;
    private final long deadlineNanos;
    private final CompletableFuture<Receipt> future = new CompletableFuture<>();
    private long number;
    private @Nullable Flight flight;

    /**
     * @param bytes it takes in an entry
     * @param deadlineNanos by {@code System.nanoTime}
     */
    OpenCommand(Command command, int bytes, long deadlineNanos) {
        this.command = command;
        this.bytes = bytes;
        this.deadlineNanos = deadlineNanos;
    }

    int bytes() {
        return bytes;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    CompletableFuture<Receipt> future() {
        return future;
    }

    /** The session's number for it; 0 while it waits. */
    long number() {
        return number;
    }

    /** How it travels; null while it waits. */
    @Nullable
    Flight flight() {
        return flight;
    }

    void board(Flight on, long withNumber) {
        flight = on;
        number = withNumber;
    }

    Batch.Numbered numbered() {
        return new Batch.Numbered(number, command);
    }
}
